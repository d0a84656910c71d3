// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import ember.model.function.Function2;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers the values of each key from several sides: what a cogroup needs of a task. Used by one thread at a time. */
public interface CoGroupBuffer {
    /**
     * Keys are the same if {@link Object#equals} says so.
     *
     * @param side in [0, number of sides)
     */
    void add(int side, @Nullable Object key, @Nullable Object value);

    /**
     * The groups, made one by one as they are asked for, in Spark's order. Call once, after the last {@link #add}.
     *
     * @param group takes a key, possibly null, and its values, one collection per side, possibly empty
     */
    <R> Iterator<R> groups(Function2<Object, List<GroupedValues<Object>>, R> group);
}

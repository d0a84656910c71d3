// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Holds the pairs of one side until it is known which keys the other has. Keys are the same if {@link Object#equals} says so. Used by
 * one thread at a time.
 */
public interface SubtractBuffer {
    /** Adds a pair. */
    void keep(@Nullable Object key, @Nullable Object value);

    /** Takes all pairs of a key out. Call after the last {@link #keep}. */
    void remove(@Nullable Object key);

    /** The pairs that are left, made as they are asked for: those of a key one after another, in order of arrival. Call once, at last. */
    <P> Iterator<P> rest(Pairing<P> pairing);
}

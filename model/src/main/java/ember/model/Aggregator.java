// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import ember.model.function.Function1;
import ember.model.function.Function2;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The three functions that combine the values of a key.
 *
 * @param createCombiner makes a combiner of a key's first value
 * @param mergeValue adds a value to a combiner; may change and return its first argument
 * @param mergeCombiners joins two combiners; may change and return its first argument
 * @param grouping whether a combiner is the {@link GroupedValues} of all values in order of arrival, so that whoever combines may gather
 *     them without the functions
 */
public record Aggregator(
        Function1<Object, Object> createCombiner,
        Function2<Object, Object, Object> mergeValue,
        Function2<Object, Object, Object> mergeCombiners,
        boolean grouping)
        implements Serializable {
    /** Functions of a program, or any others that do not merely group. */
    public Aggregator(
            Function1<Object, Object> createCombiner,
            Function2<Object, Object, Object> mergeValue,
            Function2<Object, Object, Object> mergeCombiners) {
        this(createCombiner, mergeValue, mergeCombiners, false);
    }

    /** A combiner of a key's first value. */
    @SuppressWarnings("NullAway") // Values and combiners are the user's: null among them.
    public @Nullable Object create(@Nullable Object value) throws Exception {
        return createCombiner.call(value);
    }

    /** The combiner with one more value. */
    @SuppressWarnings("NullAway") // Values and combiners are the user's: null among them.
    public @Nullable Object add(@Nullable Object combiner, @Nullable Object value) throws Exception {
        return mergeValue.call(combiner, value);
    }

    /** Two combiners in one. */
    @SuppressWarnings("NullAway") // Values and combiners are the user's: null among them.
    public @Nullable Object join(@Nullable Object combiner, @Nullable Object other) throws Exception {
        return mergeCombiners.call(combiner, other);
    }
}

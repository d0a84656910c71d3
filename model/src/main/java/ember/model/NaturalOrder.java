// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.Comparator;

/**
 * The order of elements that compare themselves: null is a {@link NullPointerException}, others a {@link ClassCastException}. Whoever
 * sorts by it may do so without comparing, if the result is the same.
 */
public enum NaturalOrder implements Comparator<Object> {
    ASCENDING,
    DESCENDING;

    /** The ascending order for elements of any type; whether they compare themselves is found out when they are. */
    @SuppressWarnings("unchecked")
    public static <T> Comparator<T> get() {
        return (Comparator<T>) ASCENDING;
    }

    @Override
    @SuppressWarnings("unchecked")
    public int compare(Object left, Object right) {
        if (left == null || right == null) {
            throw new NullPointerException();
        }
        return this == ASCENDING
                ? ((Comparable<Object>) left).compareTo(right)
                : ((Comparable<Object>) right).compareTo(left);
    }

    @Override
    public Comparator<Object> reversed() {
        return this == ASCENDING ? DESCENDING : ASCENDING;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.Comparator;

/**
 * The order of elements that compare themselves: others are a {@link ClassCastException}, of either side before null is a
 * {@link NullPointerException}, as by the natural ordering that Spark takes. Whoever sorts by it may do so without comparing, if the
 * result is the same.
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
        Comparable<Object> first = (Comparable<Object>) (this == ASCENDING ? left : right);
        Comparable<Object> second = (Comparable<Object>) (this == ASCENDING ? right : left);
        if (first == null || second == null) {
            throw new NullPointerException();
        }
        return first.compareTo(second);
    }

    @Override
    public Comparator<Object> reversed() {
        return this == ASCENDING ? DESCENDING : ASCENDING;
    }
}

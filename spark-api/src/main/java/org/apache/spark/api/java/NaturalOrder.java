// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import java.util.Comparator;

/** The order of elements that compare themselves: null is a {@link NullPointerException}, others a {@link ClassCastException}. */
enum NaturalOrder implements Comparator<Object> {
    INSTANCE;

    /** The order for elements of any type; whether they compare themselves is found out when they are. */
    @SuppressWarnings("unchecked")
    static <T> Comparator<T> get() {
        return (Comparator<T>) INSTANCE;
    }

    @Override
    @SuppressWarnings("unchecked")
    public int compare(Object left, Object right) {
        if (left == null || right == null) {
            throw new NullPointerException();
        }
        return ((Comparable<Object>) left).compareTo(right);
    }
}

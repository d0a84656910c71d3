// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.util.ArrayList;
import java.util.List;

/**
 * Gathers elements into a list, in the order in which tasks happen to end. Thread-safe.
 *
 * @param <T> type of the elements
 */
public class CollectionAccumulator<T> extends AccumulatorV2<T, List<T>> {

    private final ArrayList<T> elements = new ArrayList<>();

    public CollectionAccumulator() {}

    @Override
    public boolean isZero() {
        synchronized (elements) {
            return elements.isEmpty();
        }
    }

    @Override
    public CollectionAccumulator<T> copyAndReset() {
        return new CollectionAccumulator<>();
    }

    @Override
    public CollectionAccumulator<T> copy() {
        CollectionAccumulator<T> copy = new CollectionAccumulator<>();
        synchronized (elements) {
            copy.elements.addAll(elements);
        }
        return copy;
    }

    @Override
    public void reset() {
        synchronized (elements) {
            elements.clear();
        }
    }

    /** Adds an element; null is taken here but makes {@link #value()} fail. */
    @Override
    public void add(T v) {
        synchronized (elements) {
            elements.add(v);
        }
    }

    @Override
    public void merge(AccumulatorV2<T, List<T>> other) {
        if (!(other instanceof CollectionAccumulator)) {
            throw new UnsupportedOperationException("Cannot merge " + getClass().getName() + " with "
                    + other.getClass().getName());
        }
        List<T> added = other.value();
        synchronized (elements) {
            elements.addAll(added);
        }
    }

    /** A copy of the elements that cannot be changed. */
    @Override
    public List<T> value() {
        synchronized (elements) {
            return List.copyOf(elements);
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accumulators of one context: gives them ids, and merges what tasks added.
 *
 * <p>Holds them weakly: one that the program has dropped is forgotten. Thread-safe, but for merges, which must come from
 * one thread at a time.
 */
public final class AccumulatorRegistry {

    // Of the whole JVM: an accumulator must not be taken for one of another context.
    private static final AtomicLong NEXT_ID = new AtomicLong();

    private final Map<Long, WeakReference<AccumulatorV2<?, ?>>> accumulators = new ConcurrentHashMap<>();

    public AccumulatorRegistry() {}

    /**
     * Makes an accumulator known.
     *
     * @param name shown to people; null: not shown
     * @param countFailedValues whether updates of failed tasks count too
     * @throws IllegalStateException if it is registered already
     */
    public void register(AccumulatorV2<?, ?> accumulator, String name, boolean countFailedValues) {
        accumulator.assign(new AccumulatorMetadata(NEXT_ID.getAndIncrement(), name, countFailedValues));
        accumulators.put(accumulator.id(), new WeakReference<>(accumulator));
    }

    /** The accumulator of that id; null if it was never registered here or is no longer used. */
    public AccumulatorV2<?, ?> get(long id) {
        WeakReference<AccumulatorV2<?, ?>> reference = accumulators.get(id);
        AccumulatorV2<?, ?> accumulator = reference == null ? null : reference.get();
        if (reference != null && accumulator == null) {
            accumulators.remove(id, reference);
        }
        return accumulator;
    }

    /**
     * Adds what one task added to one accumulator. If it cannot be merged, because the program's code throws or its accumulator is
     * gone, that is logged and the update is lost.
     *
     * @return the accumulator that it was added to; null: it is lost
     */
    public AccumulatorV2<?, ?> merge(AccumulatorV2<?, ?> update) {
        AccumulatorV2<?, ?> original = get(update.id());
        if (original == null) {
            log().warn("An update of accumulator {} came, but it is no longer in use", update.id());
            return null;
        }
        try {
            merge(original, update);
        } catch (Exception e) {
            log().error("The update of accumulator {} could not be merged and is lost", update.id(), e);
            return null;
        }
        return original;
    }

    // An update is a copy of its original, so their types agree.
    @SuppressWarnings("unchecked")
    private static <IN, OUT> void merge(AccumulatorV2<IN, OUT> original, AccumulatorV2<?, ?> update) {
        original.merge((AccumulatorV2<IN, OUT>) update);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(AccumulatorRegistry.class);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.util.ArrayList;
import java.util.List;

/**
 * The accumulators that have arrived with the closures of the task that this thread runs.
 *
 * <p>Whoever runs a task calls {@link #begin} before the first closure is deserialised and {@link #end} after the last
 * listener has run, on the same thread. Outside that nothing is gathered: an accumulator that is deserialised there is on
 * its own.
 */
public final class TaskAccumulators {

    private static final ThreadLocal<List<AccumulatorV2<?, ?>>> CURRENT = new ThreadLocal<>();

    private TaskAccumulators() {}

    /** A task begins on this thread. */
    public static void begin() {
        CURRENT.set(new ArrayList<>(2));
    }

    /**
     * The task has ended.
     *
     * @param failed whether it failed or was killed: then only accumulators that count failed values are answered
     * @return the accumulators that the task may have added to, for {@link AccumulatorRegistry#merge}; those still at
     *     zero among them, since an accumulator's kind alone knows whether merging a zero matters
     */
    public static List<AccumulatorV2<?, ?>> end(boolean failed) {
        List<AccumulatorV2<?, ?>> arrived = CURRENT.get();
        CURRENT.remove();
        if (arrived == null) {
            throw new IllegalStateException("no task has begun on this thread");
        }
        if (failed) {
            arrived.removeIf(accumulator -> !accumulator.countFailedValues());
        }
        return arrived;
    }

    /** The accumulator that this task uses for the one that has just been deserialised. */
    static AccumulatorV2<?, ?> arrived(AccumulatorV2<?, ?> accumulator) {
        List<AccumulatorV2<?, ?>> arrived = CURRENT.get();
        if (arrived == null) {
            return accumulator;
        }
        for (int i = 0; i < arrived.size(); i++) {
            if (arrived.get(i).id() == accumulator.id()) {
                return arrived.get(i);
            }
        }
        arrived.add(accumulator);
        return accumulator;
    }
}

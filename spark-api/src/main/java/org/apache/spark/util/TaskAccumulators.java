// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The accumulators that have arrived with the closures of the task that this thread runs.
 *
 * <p>Whoever runs a task calls {@link #begin} before the first closure is deserialised and {@link #end} after the last
 * listener has run, on the same thread. Outside that nothing is gathered: an accumulator that is deserialised there is on
 * its own.
 */
public final class TaskAccumulators {

    private static final ThreadLocal<TaskAccumulators> CURRENT = new ThreadLocal<>();

    private static final AccumulatorV2<?, ?>[] NONE = {};

    /** Those of one task. Changed by its thread alone, and never in place: others look at it. */
    private volatile AccumulatorV2<?, ?>[] arrived = NONE;

    private TaskAccumulators() {}

    /**
     * A task begins on this thread.
     *
     * @return what others may ask for {@link #all()} while it runs
     */
    public static TaskAccumulators begin() {
        TaskAccumulators begun = new TaskAccumulators();
        CURRENT.set(begun);
        return begun;
    }

    /**
     * The task has ended.
     *
     * @param failed whether it failed or was killed: then only accumulators that count failed values are answered
     * @return the accumulators that the task may have added to, for {@link AccumulatorRegistry#merge}; those still at
     *     zero among them, since an accumulator's kind alone knows whether merging a zero matters
     */
    public static List<AccumulatorV2<?, ?>> end(boolean failed) {
        TaskAccumulators current = CURRENT.get();
        CURRENT.remove();
        if (current == null) {
            throw new IllegalStateException("no task has begun on this thread");
        }
        if (current.arrived.length == 0) {
            return List.of();
        }
        List<AccumulatorV2<?, ?>> all = new ArrayList<>(current.all());
        if (failed) {
            all.removeIf(accumulator -> !accumulator.countFailedValues());
        }
        return all;
    }

    /** The accumulators that have arrived so far. By any thread; what they hold may change meanwhile. */
    public List<AccumulatorV2<?, ?>> all() {
        return Arrays.asList(arrived);
    }

    /** Whether what failed tasks added to it counts too. */
    public static boolean countsFailedValues(AccumulatorV2<?, ?> accumulator) {
        return accumulator.countFailedValues();
    }

    /** The accumulator that this task uses for the one that has just been deserialised. */
    static AccumulatorV2<?, ?> arrived(AccumulatorV2<?, ?> accumulator) {
        TaskAccumulators current = CURRENT.get();
        if (current == null) {
            return accumulator;
        }
        AccumulatorV2<?, ?>[] known = current.arrived;
        for (AccumulatorV2<?, ?> one : known) {
            if (one.id() == accumulator.id()) {
                return one;
            }
        }
        AccumulatorV2<?, ?>[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = accumulator;
        current.arrived = more;
        return accumulator;
    }
}

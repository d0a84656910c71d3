// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.engine.EnginePorts;
import ember.executor.TaskScope;
import ember.model.event.AccumulableInfo;
import ember.rdd.BarrierGroup;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.util.AccumulatorRegistry;
import org.apache.spark.util.AccumulatorV2;
import org.apache.spark.util.DoubleAccumulator;
import org.apache.spark.util.LongAccumulator;
import org.apache.spark.util.TaskAccumulators;
import org.slf4j.LoggerFactory;

/** Makes {@link TaskContext#get()} and accumulators work in tasks. */
final class TaskBindings implements TaskScope, EnginePorts.AccumulatorMerge {
    private final AccumulatorRegistry accumulators;
    private final int cpusPerTask;
    private final SparkEnv env;
    private final TaskSurroundings surroundings;

    TaskBindings(AccumulatorRegistry accumulators, int cpusPerTask, SparkEnv env, TaskSurroundings surroundings) {
        this.surroundings = surroundings;
        this.env = env;
        this.accumulators = accumulators;
        this.cpusPerTask = cpusPerTask;
    }

    @Override
    public void enter(ember.rdd.TaskContext task) {
        TaskAccumulators.begin();
        TaskContextImpl context = new TaskContextImpl(task, cpusPerTask, env);
        BarrierGroup group = task.barrierGroup();
        TaskContext.setTaskContext(group == null ? context : new BarrierTaskContext(context, group));
        surroundings.enter(task);
    }

    @Override
    public Object exit(ember.rdd.TaskContext task, boolean failed) throws Exception {
        TaskContext.unset();
        surroundings.exit(task, failed);
        List<AccumulatorV2<?, ?>> updates = TaskAccumulators.end(failed);
        if (updates.isEmpty()) {
            return null;
        }
        for (int i = 0; i < updates.size(); i++) {
            if (!holdsOnlyNumbers(updates.get(i))) {
                updates.set(i, task.isolate(updates.get(i)));
            }
        }
        return updates;
    }

    /** What a program's own accumulator holds, and the elements of a collection, may be objects that tasks go on using. */
    private static boolean holdsOnlyNumbers(AccumulatorV2<?, ?> update) {
        return update.getClass() == LongAccumulator.class || update.getClass() == DoubleAccumulator.class;
    }

    @Override
    public List<AccumulableInfo> merge(Object updates, boolean failed) {
        // Made by exit above: nobody else looks inside.
        @SuppressWarnings("unchecked")
        List<AccumulatorV2<?, ?>> gathered = (List<AccumulatorV2<?, ?>>) updates;
        List<AccumulableInfo> changed = new ArrayList<>();
        for (int i = 0; i < gathered.size(); i++) {
            AccumulatorV2<?, ?> update = gathered.get(i);
            AccumulatorV2<?, ?> merged = accumulators.merge(update);
            if (merged != null && update.name().isDefined()) {
                describe(update, merged, failed, changed);
            }
        }
        return changed;
    }

    private static void describe(
            AccumulatorV2<?, ?> update, AccumulatorV2<?, ?> merged, boolean failed, List<AccumulableInfo> changed) {
        try {
            if (!update.isZero()) {
                changed.add(new AccumulableInfo(
                        update.id(), update.name().get(), update.value(), merged.value(), false, failed));
            }
        } catch (Exception e) {
            // The program's code: what it cannot tell is not shown, and was merged all the same.
            LoggerFactory.getLogger(TaskBindings.class).error("Accumulator {} cannot tell its value", update.id(), e);
        }
    }
}

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
import org.apache.spark.util.TaskAccumulators;

/** Makes {@link TaskContext#get()} and accumulators work in tasks. */
final class TaskBindings implements TaskScope, EnginePorts.AccumulatorMerge {
    private final AccumulatorRegistry accumulators;
    private final int cpusPerTask;

    TaskBindings(AccumulatorRegistry accumulators, int cpusPerTask) {
        this.accumulators = accumulators;
        this.cpusPerTask = cpusPerTask;
    }

    @Override
    public void enter(ember.rdd.TaskContext task) {
        TaskAccumulators.begin();
        TaskContext context = new TaskContextImpl(task, cpusPerTask);
        BarrierGroup group = task.barrierGroup();
        TaskContext.setTaskContext(group == null ? context : new BarrierTaskContext(context, group));
    }

    @Override
    public Object exit(ember.rdd.TaskContext task, boolean failed) {
        TaskContext.unset();
        List<AccumulatorV2<?, ?>> updates = TaskAccumulators.end(failed);
        return updates.isEmpty() ? null : updates;
    }

    @Override
    public List<AccumulableInfo> merge(Object updates, boolean failed) {
        // Made by exit above: nobody else looks inside.
        @SuppressWarnings("unchecked")
        List<AccumulatorV2<?, ?>> gathered = (List<AccumulatorV2<?, ?>>) updates;
        accumulators.merge(gathered);
        List<AccumulableInfo> changed = new ArrayList<>();
        for (AccumulatorV2<?, ?> update : gathered) {
            AccumulatorV2<?, ?> merged = accumulators.get(update.id());
            if (merged != null && update.name().isDefined() && !update.isZero()) {
                changed.add(new AccumulableInfo(
                        update.id(), update.name().get(), update.value(), merged.value(), false, failed));
            }
        }
        return changed;
    }
}

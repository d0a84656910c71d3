// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.engine.EnginePorts;
import ember.executor.TaskScope;
import ember.model.Failures;
import ember.model.event.AccumulableInfo;
import ember.rdd.BarrierGroup;
import ember.spark.DriverLoader;
import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
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
    /** Null: what the program's driver has. */
    private final ClassLoader taskLoader;

    /** How updates travel to classes of another loader. */
    private final JavaSerialization updatesOfOthers = new JavaSerialization(null);

    /** Made by the thread that makes the context: it may have a {@link DriverLoader}. */
    TaskBindings(AccumulatorRegistry accumulators, int cpusPerTask, SparkEnv env, TaskSurroundings surroundings) {
        this.surroundings = surroundings;
        this.env = env;
        this.accumulators = accumulators;
        this.cpusPerTask = cpusPerTask;
        this.taskLoader = Thread.currentThread().getContextClassLoader() instanceof DriverLoader driver
                ? driver.forTasks()
                : null;
    }

    @Override
    public Object enter(ember.rdd.TaskContext task) {
        if (taskLoader != null) {
            Thread.currentThread().setContextClassLoader(taskLoader);
        }
        TaskAccumulators accumulatorsOfTask = TaskAccumulators.begin();
        TaskContextImpl context = new TaskContextImpl(task, cpusPerTask, env);
        BarrierGroup group = task.barrierGroup();
        TaskContext.setTaskContext(group == null ? context : new BarrierTaskContext(context, group));
        surroundings.enter(task);
        return accumulatorsOfTask;
    }

    @Override
    public List<AccumulableInfo> soFar(Object entered) {
        List<AccumulableInfo> found = new ArrayList<>();
        for (AccumulatorV2<?, ?> update : ((TaskAccumulators) entered).all()) {
            try {
                if (!update.excludeFromHeartbeat() && !update.isZero()) {
                    Object value = taskLoader == null ? update.value() : ofDriver(update.value());
                    boolean counts = TaskAccumulators.countsFailedValues(update);
                    String name = update.name().getOrElse(() -> null);
                    found.add(new AccumulableInfo(update.id(), name, value, null, false, counts));
                }
            } catch (Exception e) {
                // The task changes it at the same time, and it need not be made for that: it is told of when the task
                // ends.
                LoggerFactory.getLogger(TaskBindings.class).debug("Accumulator {} was not told of", update.id(), e);
            }
        }
        return found;
    }

    /** What tasks of another loader made, in the driver's classes. */
    private Object ofDriver(Object value) throws IOException, ClassNotFoundException {
        return updatesOfOthers.fromBytes(updatesOfOthers.toBytes(value));
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
            if (taskLoader == null && !holdsOnlyNumbers(updates.get(i))) {
                updates.set(i, task.isolate(updates.get(i)));
            }
        }
        return taskLoader == null ? updates : updatesOfOthers.toBytes(updates);
    }

    /** What a program's own accumulator holds, and the elements of a collection, may be objects that tasks go on using. */
    private static boolean holdsOnlyNumbers(AccumulatorV2<?, ?> update) {
        return update.getClass() == LongAccumulator.class || update.getClass() == DoubleAccumulator.class;
    }

    @Override
    public List<AccumulableInfo> merge(Object updates, boolean failed) {
        List<AccumulatorV2<?, ?>> gathered = opened(updates);
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

    // Made by exit above: nobody else looks inside.
    @SuppressWarnings("unchecked")
    private List<AccumulatorV2<?, ?>> opened(Object updates) {
        try {
            return (List<AccumulatorV2<?, ?>>)
                    (updates instanceof byte[] bytes ? updatesOfOthers.fromBytes(bytes) : updates);
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
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

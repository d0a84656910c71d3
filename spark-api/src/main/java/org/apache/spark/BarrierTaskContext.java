// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.model.BarrierMethod;
import ember.model.Failures;
import ember.rdd.BarrierGroup;
import ember.spark.EngineTask;
import java.util.List;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskFailureListener;
import org.apache.spark.util.TaskInterruptListener;

/** A {@link TaskContext} that can wait for the other tasks of its stage, all of which run at once. */
public class BarrierTaskContext extends TaskContext implements EngineTask {
    private final TaskContextImpl context;
    private final transient BarrierGroup group;

    BarrierTaskContext(TaskContextImpl context, BarrierGroup group) {
        this.context = context;
        this.group = group;
    }

    @Override
    public ember.rdd.TaskContext engineTask() {
        return context.engineTask();
    }

    SparkEnv env() {
        return context.env();
    }

    /**
     * The context of the barrier task that this thread runs; null outside a task.
     *
     * @throws ClassCastException in a task of any other stage
     */
    public static BarrierTaskContext get() {
        return (BarrierTaskContext) TaskContext.get();
    }

    /**
     * Waits until all tasks of the stage attempt have called this.
     *
     * <p>Every task must call it equally often, whatever way its code takes: else the others wait until
     * {@code spark.barrier.sync.timeout} is over, and then fail with a {@link SparkException}, as they do if some call
     * {@link #allGather} instead. Ends at once when the task is killed.
     */
    public void barrier() {
        sync(BarrierMethod.BARRIER, "");
    }

    /**
     * Waits as {@link #barrier} does, and brings the others a message.
     *
     * @return the messages of all tasks, by partition
     */
    public String[] allGather(String message) {
        return sync(BarrierMethod.ALL_GATHER, message).toArray(new String[0]);
    }

    private List<String> sync(BarrierMethod method, String message) {
        try {
            return group.sync(method, message);
        } catch (Exception e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** What is known of all tasks of the stage, by partition. */
    public BarrierTaskInfo[] getTaskInfos() {
        List<String> addresses = group.addresses();
        BarrierTaskInfo[] infos = new BarrierTaskInfo[addresses.size()];
        for (int i = 0; i < infos.length; i++) {
            infos[i] = new BarrierTaskInfo(addresses.get(i));
        }
        return infos;
    }

    @Override
    public boolean isCompleted() {
        return context.isCompleted();
    }

    @Override
    public boolean isFailed() {
        return context.isFailed();
    }

    @Override
    public boolean isInterrupted() {
        return context.isInterrupted();
    }

    @Override
    public BarrierTaskContext addTaskCompletionListener(TaskCompletionListener listener) {
        context.addTaskCompletionListener(listener);
        return this;
    }

    @Override
    public BarrierTaskContext addTaskFailureListener(TaskFailureListener listener) {
        context.addTaskFailureListener(listener);
        return this;
    }

    @Override
    public BarrierTaskContext addTaskInterruptListener(TaskInterruptListener listener) {
        context.addTaskInterruptListener(listener);
        return this;
    }

    @Override
    public int stageId() {
        return context.stageId();
    }

    @Override
    public int stageAttemptNumber() {
        return context.stageAttemptNumber();
    }

    @Override
    public int partitionId() {
        return context.partitionId();
    }

    @Override
    public int numPartitions() {
        return context.numPartitions();
    }

    @Override
    public int attemptNumber() {
        return context.attemptNumber();
    }

    @Override
    public long taskAttemptId() {
        return context.taskAttemptId();
    }

    @Override
    public String getLocalProperty(String key) {
        return context.getLocalProperty(key);
    }

    @Override
    public TaskMetrics taskMetrics() {
        return context.taskMetrics();
    }

    @Override
    public int cpus() {
        return context.cpus();
    }

    @Override
    public Map<String, ResourceInformation> resourcesJMap() {
        return context.resourcesJMap();
    }

    @Override
    public String toString() {
        return "Barrier" + context;
    }
}

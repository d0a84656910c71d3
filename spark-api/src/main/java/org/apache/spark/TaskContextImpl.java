// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.spark.EngineTask;
import ember.spark.MetricsTranslation;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskFailureListener;
import org.apache.spark.util.TaskInterruptListener;

/** The engine's task context as programs see it. */
final class TaskContextImpl extends TaskContext implements EngineTask {
    private final transient ember.rdd.TaskContext task;
    private final int cpus;
    private final transient SparkEnv env;

    TaskContextImpl(ember.rdd.TaskContext task, int cpus, SparkEnv env) {
        this.env = env;
        this.task = task;
        this.cpus = cpus;
    }

    @Override
    public ember.rdd.TaskContext engineTask() {
        return task;
    }

    /** What the executor that runs this task has. */
    SparkEnv env() {
        return env;
    }

    @Override
    public boolean isCompleted() {
        return task.isCompleted();
    }

    @Override
    public boolean isFailed() {
        return task.isFailed();
    }

    @Override
    public boolean isInterrupted() {
        return task.isInterrupted();
    }

    @Override
    public TaskContext addTaskCompletionListener(TaskCompletionListener listener) {
        task.addCompletionListener(context -> listener.onTaskCompletion(this));
        return this;
    }

    @Override
    public TaskContext addTaskFailureListener(TaskFailureListener listener) {
        task.addFailureListener((context, failure) -> listener.onTaskFailure(this, failure));
        return this;
    }

    /** Told on a thread other than the task's, so that it can end what the task waits for. */
    @Override
    public TaskContext addTaskInterruptListener(TaskInterruptListener listener) {
        task.addInterruptListener((context, reason) -> listener.onTaskInterrupted(this, reason));
        return this;
    }

    @Override
    public int stageId() {
        return task.stageId();
    }

    @Override
    public int stageAttemptNumber() {
        return task.stageAttemptNumber();
    }

    @Override
    public int partitionId() {
        return task.partitionId();
    }

    @Override
    public int numPartitions() {
        return task.numPartitions();
    }

    @Override
    public int attemptNumber() {
        return task.attemptNumber();
    }

    @Override
    public long taskAttemptId() {
        return task.taskAttemptId();
    }

    @Override
    public String getLocalProperty(String key) {
        return task.localProperty(key);
    }

    @Override
    public TaskMetrics taskMetrics() {
        return MetricsTranslation.of(task.metrics().build());
    }

    @Override
    public int cpus() {
        return cpus;
    }

    @Override
    public Map<String, ResourceInformation> resourcesJMap() {
        return Map.of();
    }

    @Override
    public String toString() {
        return "TaskContext(stage " + stageId() + ", partition " + partitionId() + ", attempt " + attemptNumber() + ")";
    }
}

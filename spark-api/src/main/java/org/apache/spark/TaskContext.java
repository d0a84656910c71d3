// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;
import java.util.Map;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.resource.ResourceInformation;
import org.apache.spark.util.TaskCompletionListener;
import org.apache.spark.util.TaskFailureListener;
import org.apache.spark.util.TaskInterruptListener;

/** What a running task knows of itself, and where it registers what should happen when it ends. */
public abstract class TaskContext implements Serializable {

    private static final ThreadLocal<TaskContext> CURRENT = new ThreadLocal<>();

    /** The context of the task that this thread runs; null outside a task, so in the driver. */
    public static TaskContext get() {
        return CURRENT.get();
    }

    /** The partition that this thread's task computes; 0 outside a task. */
    public static int getPartitionId() {
        TaskContext context = CURRENT.get();
        return context == null ? 0 : context.partitionId();
    }

    /** Makes {@code context} the one of this thread; whoever runs a task calls it before and {@link #unset()} after. */
    static void setTaskContext(TaskContext context) {
        CURRENT.set(context);
    }

    /** Ends what {@link #setTaskContext} began. */
    static void unset() {
        CURRENT.remove();
    }

    /** Whether the task's body has ended, in whatever way. */
    public abstract boolean isCompleted();

    /** Whether the task's body has thrown. */
    public abstract boolean isFailed();

    /** Whether the task was asked to stop. */
    public abstract boolean isInterrupted();

    /**
     * Has {@code listener} called when the task ends, well or not; at once if it has ended already.
     *
     * <p>Listeners are called last in, first out. One that throws fails the task, after the others were called.
     */
    public abstract TaskContext addTaskCompletionListener(TaskCompletionListener listener);

    /** Has {@code listener} called if the task fails, before its completion listeners; at once if it has failed. */
    public abstract TaskContext addTaskFailureListener(TaskFailureListener listener);

    /** Has {@code listener} called when the task is asked to stop; at once if it was asked already. */
    public abstract TaskContext addTaskInterruptListener(TaskInterruptListener listener);

    public abstract int stageId();

    /** How many times the stage was tried before, 0 for its first attempt. */
    public abstract int stageAttemptNumber();

    /** The partition of the RDD that this task computes. */
    public abstract int partitionId();

    /** How many tasks the stage has. */
    public abstract int numPartitions();

    /** How many times this task was tried before in the stage attempt, 0 at first. */
    public abstract int attemptNumber();

    /** Unique among all task attempts of the application. */
    public abstract long taskAttemptId();

    /** The local property {@code key} of the thread that submitted the job, as of then; null if it was not set. */
    public abstract String getLocalProperty(String key);

    /** What the task has measured so far. */
    public abstract TaskMetrics taskMetrics();

    /** How many cores the task may use. */
    public abstract int cpus();

    /** The resources beside cores that the task was given, by name. */
    public abstract Map<String, ResourceInformation> resourcesJMap();
}

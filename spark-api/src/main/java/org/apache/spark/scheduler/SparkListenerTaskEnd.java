// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.TaskEndReason;
import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.util.CaseClass;

/** A task attempt ended. */
public class SparkListenerTaskEnd extends CaseClass implements SparkListenerEvent {

    private final int stageId;
    private final int stageAttemptId;
    private final String taskType;
    private final TaskEndReason reason;
    private final TaskInfo taskInfo;
    private final ExecutorMetrics taskExecutorMetrics;
    private final TaskMetrics taskMetrics;

    public SparkListenerTaskEnd(
            int stageId,
            int stageAttemptId,
            String taskType,
            TaskEndReason reason,
            TaskInfo taskInfo,
            ExecutorMetrics taskExecutorMetrics,
            TaskMetrics taskMetrics) {
        this.stageId = stageId;
        this.stageAttemptId = stageAttemptId;
        this.taskType = taskType;
        this.reason = reason;
        this.taskInfo = taskInfo;
        this.taskExecutorMetrics = taskExecutorMetrics;
        this.taskMetrics = taskMetrics;
    }

    public int stageId() {
        return stageId;
    }

    /** 0 for the first attempt of the stage. */
    public int stageAttemptId() {
        return stageAttemptId;
    }

    /** ResultTask or ShuffleMapTask. */
    public String taskType() {
        return taskType;
    }

    public TaskEndReason reason() {
        return reason;
    }

    public TaskInfo taskInfo() {
        return taskInfo;
    }

    /** Peaks of the executor while the task ran. */
    public ExecutorMetrics taskExecutorMetrics() {
        return taskExecutorMetrics;
    }

    /** Null if none were taken. */
    public TaskMetrics taskMetrics() {
        return taskMetrics;
    }

    @Override
    protected Object[] components() {
        return new Object[] {stageId, stageAttemptId, taskType, reason, taskInfo, taskExecutorMetrics, taskMetrics};
    }
}

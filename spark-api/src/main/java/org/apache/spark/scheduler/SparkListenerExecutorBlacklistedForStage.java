// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/**
 * An executor gets no more tasks of a stage, because tasks failed on it.
 *
 * @deprecated use {@link SparkListenerExecutorExcludedForStage}
 */
@Deprecated
public class SparkListenerExecutorBlacklistedForStage extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String executorId;
    private final int taskFailures;
    private final int stageId;
    private final int stageAttemptId;

    public SparkListenerExecutorBlacklistedForStage(
            long time, String executorId, int taskFailures, int stageId, int stageAttemptId) {
        this.time = time;
        this.executorId = executorId;
        this.taskFailures = taskFailures;
        this.stageId = stageId;
        this.stageAttemptId = stageAttemptId;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public String executorId() {
        return executorId;
    }

    public int taskFailures() {
        return taskFailures;
    }

    public int stageId() {
        return stageId;
    }

    /** 0 for the first attempt of the stage. */
    public int stageAttemptId() {
        return stageAttemptId;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, executorId, taskFailures, stageId, stageAttemptId};
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.executor.ExecutorMetrics;
import org.apache.spark.util.CaseClass;

/** Peaks of an executor during a stage; only in event logs. */
public class SparkListenerStageExecutorMetrics extends CaseClass implements SparkListenerEvent {

    private final String execId;
    private final int stageId;
    private final int stageAttemptId;
    private final ExecutorMetrics executorMetrics;

    public SparkListenerStageExecutorMetrics(
            String execId, int stageId, int stageAttemptId, ExecutorMetrics executorMetrics) {
        this.execId = execId;
        this.stageId = stageId;
        this.stageAttemptId = stageAttemptId;
        this.executorMetrics = executorMetrics;
    }

    public String execId() {
        return execId;
    }

    public int stageId() {
        return stageId;
    }

    /** 0 for the first attempt of the stage. */
    public int stageAttemptId() {
        return stageAttemptId;
    }

    public ExecutorMetrics executorMetrics() {
        return executorMetrics;
    }

    @Override
    protected Object[] components() {
        return new Object[] {execId, stageId, stageAttemptId, executorMetrics};
    }
}

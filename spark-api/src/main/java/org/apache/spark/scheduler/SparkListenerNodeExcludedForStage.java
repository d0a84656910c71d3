// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A host gets no more tasks of a stage, because executors on it were excluded for the stage. */
public class SparkListenerNodeExcludedForStage extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String hostId;
    private final int executorFailures;
    private final int stageId;
    private final int stageAttemptId;

    public SparkListenerNodeExcludedForStage(
            long time, String hostId, int executorFailures, int stageId, int stageAttemptId) {
        this.time = time;
        this.hostId = hostId;
        this.executorFailures = executorFailures;
        this.stageId = stageId;
        this.stageAttemptId = stageAttemptId;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public String hostId() {
        return hostId;
    }

    public int executorFailures() {
        return executorFailures;
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
        return new Object[] {time, hostId, executorFailures, stageId, stageAttemptId};
    }
}

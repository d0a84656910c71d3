// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A task set cannot be scheduled, since all executors are excluded for it. */
public class SparkListenerUnschedulableTaskSetAdded extends CaseClass implements SparkListenerEvent {

    private final int stageId;
    private final int stageAttemptId;

    public SparkListenerUnschedulableTaskSetAdded(int stageId, int stageAttemptId) {
        this.stageId = stageId;
        this.stageAttemptId = stageAttemptId;
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
        return new Object[] {stageId, stageAttemptId};
    }
}

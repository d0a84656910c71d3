// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A second copy of a slow task was queued. */
public class SparkListenerSpeculativeTaskSubmitted extends CaseClass implements SparkListenerEvent {

    private final int stageId;
    private final int stageAttemptId;
    private final int taskIndex;
    private final int partitionId;

    public SparkListenerSpeculativeTaskSubmitted(int stageId, int stageAttemptId, int taskIndex, int partitionId) {
        this.stageId = stageId;
        this.stageAttemptId = stageAttemptId;
        this.taskIndex = taskIndex;
        this.partitionId = partitionId;
    }

    /** A copy of a task that is not told. */
    public SparkListenerSpeculativeTaskSubmitted(int stageId, int stageAttemptId) {
        this(stageId, stageAttemptId, -1, -1);
    }

    public int stageId() {
        return stageId;
    }

    /** 0 for the first attempt of the stage. */
    public int stageAttemptId() {
        return stageAttemptId;
    }

    /** Place in the task set; -1 if not told. */
    public int taskIndex() {
        return taskIndex;
    }

    /** -1 if not told. */
    public int partitionId() {
        return partitionId;
    }

    @Override
    protected Object[] components() {
        return new Object[] {stageId, stageAttemptId, taskIndex, partitionId};
    }
}

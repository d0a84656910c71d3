// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A task attempt was launched. */
public class SparkListenerTaskStart extends CaseClass implements SparkListenerEvent {

    private final int stageId;
    private final int stageAttemptId;
    private final TaskInfo taskInfo;

    public SparkListenerTaskStart(int stageId, int stageAttemptId, TaskInfo taskInfo) {
        this.stageId = stageId;
        this.stageAttemptId = stageAttemptId;
        this.taskInfo = taskInfo;
    }

    public int stageId() {
        return stageId;
    }

    /** 0 for the first attempt of the stage. */
    public int stageAttemptId() {
        return stageAttemptId;
    }

    public TaskInfo taskInfo() {
        return taskInfo;
    }

    @Override
    protected Object[] components() {
        return new Object[] {stageId, stageAttemptId, taskInfo};
    }
}

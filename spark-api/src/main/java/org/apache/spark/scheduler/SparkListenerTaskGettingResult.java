// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A task attempt has a result too large to come with its end, and it is being fetched. */
public class SparkListenerTaskGettingResult extends CaseClass implements SparkListenerEvent {

    private final TaskInfo taskInfo;

    public SparkListenerTaskGettingResult(TaskInfo taskInfo) {
        this.taskInfo = taskInfo;
    }

    public TaskInfo taskInfo() {
        return taskInfo;
    }

    @Override
    protected Object[] components() {
        return new Object[] {taskInfo};
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

/** A task result too large to come with the task's end. */
public class TaskResultBlockId extends BlockId {

    private final long taskId;

    public TaskResultBlockId(long taskId) {
        this.taskId = taskId;
    }

    public long taskId() {
        return taskId;
    }

    @Override
    public String name() {
        return "taskresult_" + taskId;
    }

    @Override
    protected Object[] components() {
        return new Object[] {taskId};
    }
}

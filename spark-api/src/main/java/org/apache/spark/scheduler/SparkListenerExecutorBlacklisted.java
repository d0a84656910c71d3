// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/**
 * An executor gets no more tasks of the application for a while, because tasks failed on it.
 *
 * @deprecated use {@link SparkListenerExecutorExcluded}
 */
@Deprecated
public class SparkListenerExecutorBlacklisted extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String executorId;
    private final int taskFailures;

    public SparkListenerExecutorBlacklisted(long time, String executorId, int taskFailures) {
        this.time = time;
        this.executorId = executorId;
        this.taskFailures = taskFailures;
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

    @Override
    protected Object[] components() {
        return new Object[] {time, executorId, taskFailures};
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.scheduler.cluster.ExecutorInfo;
import org.apache.spark.util.CaseClass;

/** An executor is ready for tasks. */
public class SparkListenerExecutorAdded extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String executorId;
    private final ExecutorInfo executorInfo;

    public SparkListenerExecutorAdded(long time, String executorId, ExecutorInfo executorInfo) {
        this.time = time;
        this.executorId = executorId;
        this.executorInfo = executorInfo;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public String executorId() {
        return executorId;
    }

    public ExecutorInfo executorInfo() {
        return executorInfo;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, executorId, executorInfo};
    }
}

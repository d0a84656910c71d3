// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** An executor is gone. */
public class SparkListenerExecutorRemoved extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String executorId;
    private final String reason;

    public SparkListenerExecutorRemoved(long time, String executorId, String reason) {
        this.time = time;
        this.executorId = executorId;
        this.reason = reason;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public String executorId() {
        return executorId;
    }

    public String reason() {
        return reason;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, executorId, reason};
    }
}

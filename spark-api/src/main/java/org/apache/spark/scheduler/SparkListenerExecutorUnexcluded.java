// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** An executor gets tasks again. */
public class SparkListenerExecutorUnexcluded extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String executorId;

    public SparkListenerExecutorUnexcluded(long time, String executorId) {
        this.time = time;
        this.executorId = executorId;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public String executorId() {
        return executorId;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, executorId};
    }
}

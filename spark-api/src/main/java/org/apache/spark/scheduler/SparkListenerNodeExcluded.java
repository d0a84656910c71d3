// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A host gets no more tasks of the application for a while, because executors on it were excluded. */
public class SparkListenerNodeExcluded extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String hostId;
    private final int executorFailures;

    public SparkListenerNodeExcluded(long time, String hostId, int executorFailures) {
        this.time = time;
        this.hostId = hostId;
        this.executorFailures = executorFailures;
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

    @Override
    protected Object[] components() {
        return new Object[] {time, hostId, executorFailures};
    }
}

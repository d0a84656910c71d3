// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A helper process of the cluster manager was started. */
public class SparkListenerMiscellaneousProcessAdded extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String processId;
    private final MiscellaneousProcessDetails info;

    public SparkListenerMiscellaneousProcessAdded(long time, String processId, MiscellaneousProcessDetails info) {
        this.time = time;
        this.processId = processId;
        this.info = info;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public String processId() {
        return processId;
    }

    public MiscellaneousProcessDetails info() {
        return info;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, processId, info};
    }
}

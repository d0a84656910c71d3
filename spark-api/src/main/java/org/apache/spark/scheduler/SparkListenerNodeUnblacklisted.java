// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/**
 * A host gets tasks again.
 *
 * @deprecated use {@link SparkListenerNodeUnexcluded}
 */
@Deprecated
public class SparkListenerNodeUnblacklisted extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final String hostId;

    public SparkListenerNodeUnblacklisted(long time, String hostId) {
        this.time = time;
        this.hostId = hostId;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public String hostId() {
        return hostId;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, hostId};
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.util.CaseClass;

/** A store of blocks is gone. */
public class SparkListenerBlockManagerRemoved extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final BlockManagerId blockManagerId;

    public SparkListenerBlockManagerRemoved(long time, BlockManagerId blockManagerId) {
        this.time = time;
        this.blockManagerId = blockManagerId;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public BlockManagerId blockManagerId() {
        return blockManagerId;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, blockManagerId};
    }
}

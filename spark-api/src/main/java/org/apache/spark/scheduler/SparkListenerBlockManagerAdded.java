// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.util.CaseClass;
import scala.Option;

/** A store of blocks was registered. */
public class SparkListenerBlockManagerAdded extends CaseClass implements SparkListenerEvent {

    private final long time;
    private final BlockManagerId blockManagerId;
    private final long maxMem;
    private final Option<Object> maxOnHeapMem;
    private final Option<Object> maxOffHeapMem;

    public SparkListenerBlockManagerAdded(
            long time,
            BlockManagerId blockManagerId,
            long maxMem,
            Option<Object> maxOnHeapMem,
            Option<Object> maxOffHeapMem) {
        this.time = time;
        this.blockManagerId = blockManagerId;
        this.maxMem = maxMem;
        this.maxOnHeapMem = maxOnHeapMem;
        this.maxOffHeapMem = maxOffHeapMem;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    public BlockManagerId blockManagerId() {
        return blockManagerId;
    }

    /** Bytes for blocks. */
    public long maxMem() {
        return maxMem;
    }

    /** Of those on the heap, a Long. */
    public Option<Object> maxOnHeapMem() {
        return maxOnHeapMem;
    }

    /** Of those off the heap, a Long. */
    public Option<Object> maxOffHeapMem() {
        return maxOffHeapMem;
    }

    @Override
    protected Object[] components() {
        return new Object[] {time, blockManagerId, maxMem, maxOnHeapMem, maxOffHeapMem};
    }
}

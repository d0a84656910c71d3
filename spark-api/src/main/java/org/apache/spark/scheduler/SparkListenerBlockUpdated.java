// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.util.CaseClass;

/** A block was stored, moved or dropped. */
public class SparkListenerBlockUpdated extends CaseClass implements SparkListenerEvent {

    private final BlockUpdatedInfo blockUpdatedInfo;

    public SparkListenerBlockUpdated(BlockUpdatedInfo blockUpdatedInfo) {
        this.blockUpdatedInfo = blockUpdatedInfo;
    }

    public BlockUpdatedInfo blockUpdatedInfo() {
        return blockUpdatedInfo;
    }

    @Override
    protected Object[] components() {
        return new Object[] {blockUpdatedInfo};
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import org.apache.spark.util.CaseClass;

/** State of a block in one store. */
public class BlockUpdatedInfo extends CaseClass {

    private final BlockManagerId blockManagerId;
    private final BlockId blockId;
    private final StorageLevel storageLevel;
    private final long memSize;
    private final long diskSize;

    public BlockUpdatedInfo(
            BlockManagerId blockManagerId, BlockId blockId, StorageLevel storageLevel, long memSize, long diskSize) {
        this.blockManagerId = blockManagerId;
        this.blockId = blockId;
        this.storageLevel = storageLevel;
        this.memSize = memSize;
        this.diskSize = diskSize;
    }

    public BlockManagerId blockManagerId() {
        return blockManagerId;
    }

    public BlockId blockId() {
        return blockId;
    }

    /** Where it is now; not valid: nowhere. */
    public StorageLevel storageLevel() {
        return storageLevel;
    }

    /** Bytes. */
    public long memSize() {
        return memSize;
    }

    /** Bytes. */
    public long diskSize() {
        return diskSize;
    }

    @Override
    protected Object[] components() {
        return new Object[] {blockManagerId, blockId, storageLevel, memSize, diskSize};
    }
}

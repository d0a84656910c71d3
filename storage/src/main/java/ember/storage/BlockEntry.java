// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.StorageLevel;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A block that is there or on its way. All but the constants is guarded by the {@link BlockTable}. */
final class BlockEntry {
    final BlockId id;

    /** What the block was to be kept at. */
    final StorageLevel wanted;

    StoredBlock.@Nullable InMemory memory;
    StoredBlock.@Nullable OnDisk disk;

    /** Readers, for whom it stays where it is. */
    int readers;

    /** Open while a thread computes or moves the block; others wait for it. */
    @Nullable
    CountDownLatch work;

    /** No longer in the table: whoever holds it last frees it. */
    boolean removed;

    BlockEntry(BlockId id, StorageLevel wanted) {
        this.id = id;
        this.wanted = wanted;
    }

    boolean isStored() {
        return memory != null || disk != null;
    }

    /** Where it is now. */
    BlockStatus status() {
        return statusAfterLosing(0);
    }

    /** @param leftMemoryBytes what it took in memory until now */
    BlockStatus statusAfterLosing(long leftMemoryBytes) {
        boolean inMemory = memory != null;
        StorageLevel level = isStored()
                ? new StorageLevel(
                        disk != null,
                        inMemory,
                        wanted.useOffHeap(),
                        inMemory && wanted.deserialized(),
                        wanted.replication())
                : StorageLevel.NONE;
        return new BlockStatus(
                level, memory == null ? leftMemoryBytes : memory.bytes(), disk == null ? 0 : disk.bytes());
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.ByteText;
import ember.storage.memory.MemoryBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a store says of its blocks, under the names and in the words that users of Spark know. */
final class BlockLog {
    private final boolean info;

    /** @param info whether what is not a warning is to be said; finding out from the logger would load a logging backend */
    BlockLog(boolean info) {
        this.info = info;
    }

    /** Fetched when there is something to say: setting logging up would cost every start-up milliseconds. */
    private static Logger memoryStore() {
        return LoggerFactory.getLogger("MemoryStore");
    }

    private static Logger blockManager() {
        return LoggerFactory.getLogger("BlockManager");
    }

    void found(BlockId id) {
        if (info) {
            blockManager().info("Found block {} locally", id.name());
        }
    }

    void stored(BlockId id, StoredBlock.InMemory block, MemoryBudget budget) {
        if (info) {
            memoryStore()
                    .info(
                            "Block {} stored as {} in memory (estimated size {}, free {})",
                            id.name(),
                            block instanceof StoredBlock.Values ? "values" : "bytes",
                            ByteText.of(block.bytes()),
                            ByteText.of(budget.freeBytes()));
        }
    }

    void willNotStore(BlockId id) {
        if (info) {
            memoryStore().info("Will not store {}", id.name());
        }
    }

    void notEnoughSpace(BlockId id, long computedBytes, MemoryBudget budget) {
        Logger log = memoryStore();
        log.warn("Not enough space to cache {} in memory! (computed {} so far)", id.name(), ByteText.of(computedBytes));
        if (info) {
            log.info(
                    "Memory use = {} of cached blocks. Storage limit = {}.",
                    ByteText.of(budget.storageBytes()),
                    ByteText.of(budget.maxStorageBytes()));
        }
    }

    void persistingToDisk(BlockId id) {
        blockManager().warn("Persisting block {} to disk instead.", id.name());
    }

    void puttingFailed(BlockId id) {
        blockManager().warn("Putting block {} failed", id.name());
    }

    /** @param copies how many were asked for, of which there is one */
    void notReplicated(BlockId id, int copies) {
        blockManager().warn("Block {} replicated to only 0 peer(s) instead of {} peers", id.name(), copies - 1);
    }

    void selected(int blocks, long bytes) {
        if (info) {
            memoryStore().info("{} blocks selected for dropping ({} bytes)", blocks, ByteText.of(bytes));
        }
    }

    void dropping(BlockId id) {
        if (info) {
            blockManager().info("Dropping block {} from memory", id.name());
        }
    }

    void dropped(int blocks, MemoryBudget budget) {
        if (info) {
            memoryStore().info("After dropping {} blocks, free memory is {}", blocks, ByteText.of(budget.freeBytes()));
        }
    }

    void writing(BlockId id) {
        if (info) {
            blockManager().info("Writing block {} to disk", id.name());
        }
    }

    void notMoved(BlockId id, Exception why) {
        blockManager().warn("Could not move {} to disk; it will be computed again", id.name(), why);
    }

    void unreadable(BlockId id, Exception why) {
        blockManager().warn("Dropping {}, which cannot be read and will be computed again", id.name(), why);
    }

    void notDeleted(StoredBlock.OnDisk block, Exception why) {
        blockManager().warn("Could not delete {}", block.file(), why);
    }
}

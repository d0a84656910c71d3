// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.StorageLevel;
import ember.storage.BlockTable.Busy;
import ember.storage.BlockTable.Held;
import ember.storage.BlockTable.Lookup;
import ember.storage.BlockTable.Pending;
import ember.storage.BlockTable.Victim;
import ember.storage.BlockTable.Yours;
import ember.storage.disk.CorruptBlockException;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.Iterator;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cached blocks of one executor. A block is computed by exactly one task while others wait, and is there wholly or not at all.
 * When memory runs out, the blocks of other RDDs that were not read for longest give way, to disk if their level has it. Safe for use
 * by many threads.
 */
public final class BlockStore implements AutoCloseable {
    private final MemoryBudget budget;
    private final Serialization serialization;
    private final BlockWriter writer;
    private final BlockTable table;
    private final MemoryBudget.Keeper keeper;

    /** @param format how serialised blocks are written; in memory, too, they are compressed if it says so */
    public BlockStore(
            MemoryBudget budget,
            Serialization serialization,
            TempDirectory directory,
            FrameFormat format,
            BlockListener listener) {
        this.budget = budget;
        this.serialization = serialization;
        this.writer = new BlockWriter(serialization, directory, format);
        this.table = new BlockTable(listener);
        this.keeper = this::reclaim;
        budget.addStorageKeeper(keeper);
    }

    /**
     * The elements of a block: stored ones if there are, else computed and stored at {@code level} if there is room, or handed on
     * without being stored. What {@code source} throws leaves nothing stored.
     *
     * @throws InterruptedException while waiting for another task that computes the block
     */
    public <T> Iterator<T> getOrCompute(BlockId id, StorageLevel level, BlockSource<T> source) throws Exception {
        if (!level.isValid()) {
            return source.compute();
        }
        while (true) {
            Lookup found = table.find(id);
            if (found instanceof Yours yours) {
                try {
                    return computeAndStore(id, level, source, yours.work());
                } finally {
                    table.end(id, yours.work());
                }
            }
            if (found instanceof Busy busy) {
                busy.other().await();
            } else if (found instanceof Held held) {
                try {
                    Iterator<T> elements = held.block().open(serialization);
                    return held.block() instanceof StoredBlock.OnDisk
                            ? new DroppingIfCorrupt<>(elements, corrupt -> drop(id, held, corrupt))
                            : elements;
                } catch (NoSuchFileException gone) {
                    // Removed since we looked, or deleted by someone else: compute it again.
                    table.removeSeen(id, held);
                } catch (CorruptBlockException corrupt) {
                    drop(id, held, corrupt);
                }
            }
        }
    }

    /** {@link BlockStatus#ABSENT} if the block is not stored. */
    public BlockStatus status(BlockId id) {
        return table.status(id);
    }

    /** Removes the blocks of an RDD, and keeps those out that are being computed. Readers go on reading what they have. */
    public void removeRdd(int rddId) {
        table.removeRdd(rddId).forEach(this::free);
    }

    /** Removes one block, and keeps it out if it is being computed. */
    public void remove(BlockId id) {
        Held removed = table.remove(id);
        if (removed != null) {
            free(removed);
        }
    }

    /** Removes all blocks, without telling the listener. */
    @Override
    public void close() {
        budget.removeKeeper(keeper);
        table.clear().forEach(this::free);
    }

    private <T> Iterator<T> computeAndStore(BlockId id, StorageLevel level, BlockSource<T> source, Pending work)
            throws Exception {
        Iterator<T> elements = source.compute();
        if (level.useMemory()) {
            Reserved reserved = new Reserved(id);
            boolean stored = false;
            try {
                BlockWriter.Outcome<T> outcome = level.deserialized()
                        ? writer.toObjects(elements, reserved)
                        : writer.toBytes(elements, reserved);
                if (outcome instanceof BlockWriter.Outcome.Stored<T> kept) {
                    reserved.shrinkTo(kept.block().status(level).memoryBytes());
                    stored = true;
                    return publishAndOpen(id, new Held(kept.block(), level), work);
                }
                elements = ((BlockWriter.Outcome.Refused<T>) outcome).elements();
            } finally {
                if (!stored) {
                    reserved.shrinkTo(0);
                }
            }
            if (!level.useDisk()) {
                log().warn("Not enough space to cache {} in memory", id.name());
                return elements;
            }
        }
        return publishAndOpen(id, new Held(writer.toFile(id, elements), level), work);
    }

    private <T> Iterator<T> publishAndOpen(BlockId id, Held held, Pending work) throws IOException {
        // Opened first: a removal may come at once, and an open block can be read to its end.
        Iterator<T> elements = held.block().open(serialization);
        publish(id, held, work);
        return elements;
    }

    private void publish(BlockId id, Held held, Pending work) {
        if (!table.publish(id, held, work)) {
            free(held);
        }
    }

    private void drop(BlockId id, Held held, CorruptBlockException corrupt) {
        if (table.removeSeen(id, held)) {
            log().warn("Dropping {}, which will be computed again", id.name(), corrupt);
            free(held);
        }
    }

    private void free(Held held) {
        budget.releaseStorage(held.status().memoryBytes());
        if (held.block() instanceof StoredBlock.OnDisk onDisk) {
            try {
                Files.deleteIfExists(onDisk.file());
            } catch (IOException e) {
                log().warn("Could not delete {}", onDisk.file(), e);
            }
        }
    }

    /** Makes room by evicting blocks of other RDDs, if that makes enough; otherwise evicts nothing. */
    private boolean acquire(long bytes, BlockId forBlock) {
        while (!budget.tryAcquireStorage(bytes)) {
            long missing = bytes - budget.freeBytes();
            if (missing <= 0) {
                // Someone gave some back since we asked.
                continue;
            }
            List<Victim> victims = table.takeVictims(missing, forBlock);
            if (victims.isEmpty()) {
                return false;
            }
            victims.forEach(this::evict);
        }
        return true;
    }

    /** Evicts blocks that were not read for longest because tasks need memory. */
    private long reclaim(long bytes) {
        long given = 0;
        for (Victim victim : table.takeVictims(bytes, null)) {
            given += victim.held().status().memoryBytes();
            evict(victim);
        }
        return given;
    }

    private void evict(Victim victim) {
        Pending mover = victim.mover();
        try {
            if (mover != null) {
                StoredBlock moved =
                        writer.toFile(victim.id(), victim.held().block().open(serialization));
                publish(victim.id(), new Held(moved, victim.held().wanted()), mover);
            }
        } catch (IOException | RuntimeException e) {
            log().warn(
                            "Could not move {} to disk; it will be computed again",
                            victim.id().name(),
                            e);
        } finally {
            free(victim.held());
            if (mover != null) {
                table.end(victim.id(), mover);
            }
        }
    }

    /** Fetched when there is something to say: setting logging up would cost every start-up milliseconds. */
    private static Logger log() {
        return LoggerFactory.getLogger(BlockStore.class);
    }

    /** What a block being written holds of the budget. */
    private final class Reserved implements BlockWriter.Reservation {
        private final BlockId id;
        private long bytes;

        Reserved(BlockId id) {
            this.id = id;
        }

        @Override
        public boolean growTo(long wanted) {
            if (wanted <= bytes) {
                return true;
            }
            // Half as much again if that is free, so that it need not be asked for often; others give way only for what
            // is needed.
            long ample = wanted + wanted / 2;
            if (budget.tryAcquireStorage(ample - bytes)) {
                bytes = ample;
                return true;
            }
            if (acquire(wanted - bytes, id)) {
                bytes = wanted;
                return true;
            }
            return false;
        }

        void shrinkTo(long kept) {
            budget.releaseStorage(bytes - kept);
            bytes = kept;
        }
    }
}

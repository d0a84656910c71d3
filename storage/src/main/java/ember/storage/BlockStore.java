// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.StorageLevel;
import ember.model.flight.CacheMissEvent;
import ember.model.flight.Flight;
import ember.storage.BlockLocks.Hold;
import ember.storage.BlockTable.Busy;
import ember.storage.BlockTable.Held;
import ember.storage.BlockTable.Lookup;
import ember.storage.BlockTable.Yours;
import ember.storage.BlockWriter.Outcome;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The cached blocks of one executor. A block is computed by exactly one task while others wait, and is there wholly or not at all.
 * While it is read it stays where it is, and its memory stays counted. When memory runs out, the blocks of other RDDs that were not read
 * for longest give way, to disk if their level has it. Safe for use by many threads.
 */
public final class BlockStore implements AutoCloseable {
    private final MemoryBudget budget;
    private final MemoryBudget offHeapBudget;
    private final Serialization serialization;
    private final BlockWriter writer;
    private final BlockTable table;
    private final Eviction eviction;
    private final BlockLog log;
    private final MemoryBudget.Keeper keeper;

    /**
     * @param offHeapBudget for levels outside the heap; of 0 bytes if there is to be nothing
     * @param format how serialised blocks are written; in memory, too, they are compressed if it says so
     * @param logsInfo whether what is not a warning is logged
     */
    public BlockStore(
            MemoryBudget budget,
            MemoryBudget offHeapBudget,
            Serialization serialization,
            TempDirectory directory,
            FrameFormat format,
            BlockListener listener,
            boolean logsInfo) {
        this.log = new BlockLog(logsInfo);
        this.budget = budget;
        this.offHeapBudget = offHeapBudget;
        this.serialization = serialization;
        this.writer = new BlockWriter(serialization, directory, format);
        this.table = new BlockTable(listener);
        this.eviction = new Eviction(table, writer, serialization, log, this::free);
        this.keeper = bytes -> eviction.evict(bytes, false, budget, null);
        budget.addStorageKeeper(keeper);
    }

    /**
     * The elements of a block: stored ones if there are, else computed and stored at {@code level} if there is room, or handed on
     * without being stored. What {@code source} throws leaves nothing stored. The iterator belongs to the task of {@code locks}.
     *
     * @throws InterruptedException while waiting for another task that computes the block
     */
    public <T> Iterator<T> getOrCompute(BlockId id, StorageLevel level, BlockSource<T> source, BlockLocks locks)
            throws Exception {
        if (!level.isValid()) {
            return source.compute();
        }
        while (true) {
            Lookup found = table.find(id, level);
            if (found instanceof Busy busy) {
                busy.work().await();
            } else if (found instanceof Yours yours) {
                BlockEntry entry = yours.entry();
                CacheMissEvent flight = Flight.cacheMiss(id);
                try {
                    return computeAndStore(entry, source, locks);
                } finally {
                    endWork(entry);
                    if (flight != null) {
                        flight.ended();
                    }
                }
            } else if (found instanceof Held held) {
                Iterator<T> elements = read(held.entry(), locks);
                if (elements != null) {
                    Flight.cacheHit(id);
                    log.found(id);
                    return elements;
                }
            }
        }
    }

    /**
     * The elements of a stored block, for a reader elsewhere, who waits for none that is being computed: two stores would wait for each
     * other. The iterator belongs to the task of {@code locks}.
     *
     * @return null if it is not stored, or cannot be read
     * @throws InterruptedException while the block is being moved
     */
    public <T> @Nullable Iterator<T> find(BlockId id, BlockLocks locks) throws InterruptedException {
        while (true) {
            Lookup found = table.findStored(id);
            if (found instanceof Busy busy) {
                busy.work().await();
            } else {
                return found instanceof Held held ? read(held.entry(), locks) : null;
            }
        }
    }

    /** {@link BlockStatus#ABSENT} if the block is not stored. */
    public BlockStatus status(BlockId id) {
        return table.status(id);
    }

    /** Removes the blocks of an RDD, and keeps those out that are being computed. Readers go on reading what they have. */
    public void removeRdd(int rddId) {
        table.removeIf(id -> id instanceof BlockId.RddBlock block && block.rddId() == rddId)
                .forEach(this::free);
    }

    /** Removes one block, and keeps it out if it is being computed. */
    public void remove(BlockId id) {
        table.removeIf(id::equals).forEach(this::free);
    }

    /** Removes all blocks, without telling the listener. */
    @Override
    public void close() {
        budget.removeKeeper(keeper);
        table.clear().forEach(this::free);
    }

    // Reading.

    /** @return null: what was there cannot be read; it has been dropped */
    private <T> @Nullable Iterator<T> read(BlockEntry entry, BlockLocks locks) {
        Hold hold = locks.hold(() -> leave(entry));
        boolean reading = false;
        try {
            StoredBlock.InMemory memory = table.memoryOf(entry);
            StoredBlock.OnDisk disk = table.diskOf(entry);
            Iterator<T> elements;
            if (memory != null) {
                elements = memory.open(serialization);
            } else if (disk != null) {
                // What was handed out cannot be taken back: damage must be found before.
                disk.verify();
                elements = readFromDisk(entry, disk, locks);
            } else {
                throw new IllegalStateException(entry.id.name() + " is nowhere");
            }
            reading = true;
            return reading(entry, elements, hold);
        } catch (IOException unreadable) {
            drop(entry, unreadable);
            return null;
        } finally {
            if (!reading) {
                hold.release();
            }
        }
    }

    private <T> Iterator<T> reading(BlockEntry entry, Iterator<T> elements, Hold hold) {
        return new BlockIterator<>(elements, hold, corrupt -> drop(entry, corrupt));
    }

    /** Reads from memory from now on, if the level says so and there is room. */
    private <T> Iterator<T> readFromDisk(BlockEntry entry, StoredBlock.OnDisk disk, BlockLocks locks)
            throws IOException {
        if (!entry.wanted.useMemory() || !table.beginReturn(entry)) {
            return disk.open(serialization);
        }
        try {
            return bringBack(entry, disk, locks);
        } finally {
            endWork(entry);
        }
    }

    private <T> Iterator<T> bringBack(BlockEntry entry, StoredBlock.OnDisk disk, BlockLocks locks) throws IOException {
        Reserved reserved = new Reserved(entry);
        boolean kept = false;
        try {
            StoredBlock.InMemory memory = null;
            if (entry.wanted.deserialized()) {
                Outcome<T> outcome = writer.toValues(disk.open(serialization), reserved);
                if (outcome instanceof Outcome.Refused<T> refused) {
                    kept = true;
                    return unrolled(entry, refused, reserved, locks);
                }
                memory = ((Outcome.Stored<T>) outcome).block();
            } else {
                memory = writer.toBytes(disk, reserved, entry.wanted.useOffHeap());
            }
            if (memory == null) {
                return disk.open(serialization);
            }
            Iterator<T> elements = memory.open(serialization);
            reserved.shrinkTo(memory.bytes());
            kept = true;
            table.returned(entry, memory);
            log.stored(entry.id, memory, reserved.from);
            return elements;
        } finally {
            if (!kept) {
                reserved.shrinkTo(0);
            }
        }
    }

    private void drop(BlockEntry entry, IOException unreadable) {
        if (table.remove(entry)) {
            log.unreadable(entry.id, unreadable);
        }
    }

    // Computing.

    private <T> Iterator<T> computeAndStore(BlockEntry entry, BlockSource<T> source, BlockLocks locks)
            throws Exception {
        Iterator<T> elements = source.compute();
        if (entry.wanted.useMemory()) {
            Reserved reserved = new Reserved(entry);
            boolean kept = false;
            try {
                Outcome<T> outcome = entry.wanted.deserialized()
                        ? writer.toValues(elements, reserved)
                        : writer.toBytes(elements, reserved, entry.wanted.useOffHeap());
                if (outcome instanceof Outcome.Stored<T> stored) {
                    reserved.shrinkTo(stored.block().bytes());
                    kept = true;
                    log.stored(entry.id, stored.block(), reserved.from);
                    return publishAndRead(entry, stored.block(), null, locks);
                }
                Outcome.Refused<T> refused = (Outcome.Refused<T>) outcome;
                kept = true;
                elements = unrolled(entry, refused, reserved, locks);
            } finally {
                if (!kept) {
                    reserved.shrinkTo(0);
                }
            }
            if (!entry.wanted.useDisk()) {
                log.puttingFailed(entry.id);
                return elements;
            }
            log.persistingToDisk(entry.id);
        }
        return publishAndRead(entry, null, writer.toFile(entry.id, elements), locks);
    }

    private <T> Iterator<T> unrolled(
            BlockEntry entry, Outcome.Refused<T> refused, Reserved reserved, BlockLocks locks) {
        log.notEnoughSpace(entry.id, refused.bytes(), reserved.from);
        return new UnrolledIterator<>(refused.unrolled(), refused.rest(), locks.hold(() -> reserved.shrinkTo(0)));
    }

    private <T> Iterator<T> publishAndRead(
            BlockEntry entry,
            StoredBlock.@Nullable InMemory memory,
            StoredBlock.@Nullable OnDisk disk,
            BlockLocks locks)
            throws IOException {
        table.publish(entry, memory, disk);
        if (entry.wanted.replication() > 1) {
            log.notReplicated(entry.id, entry.wanted.replication());
        }
        Hold hold = locks.hold(() -> leave(entry));
        boolean reading = false;
        try {
            StoredBlock stored = memory == null ? disk : memory;
            if (stored == null) {
                throw new IllegalStateException(entry.id.name() + " is nowhere");
            }
            Iterator<T> elements = stored.open(serialization);
            reading = true;
            return reading(entry, elements, hold);
        } finally {
            if (!reading) {
                hold.release();
            }
        }
    }

    private void endWork(BlockEntry entry) {
        if (table.endWork(entry)) {
            free(entry);
        }
    }

    private void leave(BlockEntry entry) {
        if (table.leave(entry)) {
            free(entry);
        }
    }

    /** Gives back what a block takes that nobody has any more. */
    private void free(BlockEntry entry) {
        StoredBlock.InMemory memory = table.memoryOf(entry);
        if (memory != null) {
            budgetOf(entry).releaseStorage(memory.bytes());
        }
        StoredBlock.OnDisk disk = table.diskOf(entry);
        if (disk != null) {
            try {
                Files.deleteIfExists(disk.file());
            } catch (IOException e) {
                log.notDeleted(disk, e);
            }
        }
    }

    private MemoryBudget budgetOf(BlockEntry entry) {
        return entry.wanted.useOffHeap() ? offHeapBudget : budget;
    }

    /** What a block being written holds of the budget. Used by one thread at a time. */
    private final class Reserved implements BlockWriter.Reservation {
        private final BlockEntry entry;
        private final MemoryBudget from;
        private long bytes;

        Reserved(BlockEntry entry) {
            this.entry = entry;
            this.from = budgetOf(entry);
        }

        @Override
        public boolean growTo(long wanted) {
            if (wanted <= bytes) {
                return true;
            }
            // Half as much again if that is free, so that it need not be asked for often; others give way only for what
            // is needed.
            long ample = wanted + wanted / 2;
            if (from.tryAcquireStorage(ample - bytes)) {
                bytes = ample;
                return true;
            }
            if (acquire(wanted - bytes)) {
                bytes = wanted;
                return true;
            }
            log.willNotStore(entry.id);
            return false;
        }

        /** Makes room by evicting blocks of other RDDs, if that makes enough; otherwise evicts nothing. */
        private boolean acquire(long more) {
            while (!from.tryAcquireStorage(more)) {
                long missing = more - from.freeBytes();
                // If nothing is missing, someone gave some back since we asked.
                if (missing > 0 && eviction.evict(missing, entry.wanted.useOffHeap(), from, entry.id) == 0) {
                    return false;
                }
            }
            return true;
        }

        void shrinkTo(long kept) {
            from.releaseStorage(bytes - kept);
            bytes = kept;
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.StorageLevel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks are there, which are on their way, who reads them, and which was read when. Safe for use by many threads; no user code
 * and no file is touched under its lock.
 */
final class BlockTable {
    private final BlockListener listener;

    /** In the order of the last read, which moves a block to the end. */
    private final LinkedHashMap<BlockId, BlockEntry> blocks = new LinkedHashMap<>();

    BlockTable(BlockListener listener) {
        this.listener = listener;
    }

    /** What there is of a block. */
    sealed interface Lookup {}

    /** The block is there, and the caller is one of its readers, who must {@link #leave} it. */
    record Held(BlockEntry entry) implements Lookup {}

    /** Another thread works on the block: wait, then look again. */
    record Busy(CountDownLatch work) implements Lookup {}

    /** Nobody has or makes the block: it is the caller's to make, who must {@link #endWork}. */
    record Yours(BlockEntry entry) implements Lookup {}

    /**
     * A block that is to leave memory, which is the caller's work.
     *
     * @param toDisk its level has a disk that it is not on yet
     */
    record Victim(BlockEntry entry, StoredBlock.InMemory memory, boolean toDisk) {}

    synchronized Lookup find(BlockId id, StorageLevel wanted) {
        BlockEntry entry = blocks.get(id);
        if (entry == null) {
            BlockEntry made = new BlockEntry(id, wanted);
            made.work = new CountDownLatch(1);
            blocks.put(id, made);
            return new Yours(made);
        }
        if (entry.work != null) {
            return new Busy(entry.work);
        }
        blocks.remove(id);
        blocks.put(id, entry);
        entry.readers++;
        return new Held(entry);
    }

    /** The block, or the work of moving it; null: it is not stored, though someone may be making it. */
    synchronized @Nullable Lookup findStored(BlockId id) {
        BlockEntry entry = blocks.get(id);
        return entry == null || !entry.isStored() ? null : find(id, entry.wanted);
    }

    /**
     * The work of making the block has made this; the caller is its first reader. If it was removed meanwhile, it is for this reader
     * only.
     */
    synchronized void publish(
            BlockEntry entry, StoredBlock.@Nullable InMemory memory, StoredBlock.@Nullable OnDisk disk) {
        entry.memory = memory;
        entry.disk = disk;
        entry.readers++;
        if (!entry.removed) {
            blocks.remove(entry.id);
            blocks.put(entry.id, entry);
            listener.changed(entry.id, entry.status());
        }
    }

    /** Makes a block that is on disk the caller's to bring back to memory; false: it is back, or someone else does that. */
    synchronized boolean beginReturn(BlockEntry entry) {
        if (entry.memory != null || entry.work != null || entry.removed) {
            return false;
        }
        entry.work = new CountDownLatch(1);
        return true;
    }

    /** The work of bringing a block back has brought it; nobody is told, as in Spark: it is as near as before. */
    synchronized void returned(BlockEntry entry, StoredBlock.InMemory memory) {
        entry.memory = memory;
    }

    /**
     * The work of taking a block out of memory is done, but for {@link #endWork}.
     *
     * @param moved where it is instead; null: nowhere new
     */
    synchronized void leftMemory(BlockEntry entry, StoredBlock.@Nullable OnDisk moved) {
        StoredBlock.InMemory memory = entry.memory;
        entry.memory = null;
        if (moved != null) {
            entry.disk = moved;
        }
        if (!entry.removed) {
            listener.changed(entry.id, entry.statusAfterLosing(memory == null ? 0 : memory.bytes()));
        }
    }

    /** Lets those go on who wait for the caller's work on a block. @return whether the block is the caller's to free */
    boolean endWork(BlockEntry entry) {
        synchronized (this) {
            CountDownLatch work = entry.work;
            entry.work = null;
            if (work != null) {
                work.countDown();
            }
            if (!entry.isStored() && !entry.removed) {
                entry.removed = true;
                blocks.remove(entry.id);
            }
            return isForgotten(entry);
        }
    }

    /** A reader has read. @return whether the block is the caller's to free */
    synchronized boolean leave(BlockEntry entry) {
        entry.readers--;
        return isForgotten(entry);
    }

    synchronized StoredBlock.@Nullable InMemory memoryOf(BlockEntry entry) {
        return entry.memory;
    }

    synchronized StoredBlock.@Nullable OnDisk diskOf(BlockEntry entry) {
        return entry.disk;
    }

    synchronized BlockStatus status(BlockId id) {
        BlockEntry entry = blocks.get(id);
        return entry == null ? BlockStatus.ABSENT : entry.status();
    }

    /** Removes a block that the caller reads, if it is still there. @return whether it was */
    synchronized boolean remove(BlockEntry entry) {
        if (entry.removed) {
            return false;
        }
        take(entry);
        return true;
    }

    /** Removes the blocks that are chosen, and keeps those of them out that are being made. @return those that are the caller's to free */
    synchronized List<BlockEntry> removeIf(Predicate<BlockId> chosen) {
        List<BlockEntry> toFree = new ArrayList<>();
        for (BlockEntry entry : List.copyOf(blocks.values())) {
            if (chosen.test(entry.id)) {
                take(entry);
                if (isForgotten(entry)) {
                    toFree.add(entry);
                }
            }
        }
        return toFree;
    }

    /** The same for all blocks, without telling the listener. */
    synchronized List<BlockEntry> clear() {
        List<BlockEntry> toFree = new ArrayList<>();
        for (BlockEntry entry : blocks.values()) {
            entry.removed = true;
            if (isForgotten(entry)) {
                toFree.add(entry);
            }
        }
        blocks.clear();
        return toFree;
    }

    private void take(BlockEntry entry) {
        entry.removed = true;
        blocks.remove(entry.id);
        if (entry.isStored()) {
            listener.changed(entry.id, BlockStatus.ABSENT);
        }
    }

    /** Nobody will ever find, read or move it again. */
    private static boolean isForgotten(BlockEntry entry) {
        return entry.removed && entry.readers == 0 && entry.work == null;
    }

    /**
     * Blocks in memory that were not read for longest and make up {@code bytes}: of the same kind of memory, read by nobody now, and
     * not of the RDD that {@code forBlock} is of, if there is one. None if they do not make up enough. The caller takes them out of memory:
     * {@link #leftMemory}, then {@link #endWork}.
     */
    synchronized List<Victim> chooseVictims(long bytes, boolean offHeap, @Nullable BlockId forBlock) {
        List<Victim> victims = new ArrayList<>();
        long missing = bytes;
        for (Map.Entry<BlockId, BlockEntry> block : blocks.entrySet()) {
            if (missing <= 0) {
                break;
            }
            BlockEntry entry = block.getValue();
            StoredBlock.InMemory memory = entry.memory;
            if (memory != null
                    && memory.bytes() > 0
                    && entry.wanted.useOffHeap() == offHeap
                    && entry.readers == 0
                    && entry.work == null
                    && !isOfSameRdd(entry.id, forBlock)) {
                victims.add(new Victim(entry, memory, entry.wanted.useDisk() && entry.disk == null));
                missing -= memory.bytes();
            }
        }
        if (missing > 0) {
            return List.of();
        }
        for (Victim victim : victims) {
            victim.entry().work = new CountDownLatch(1);
        }
        return victims;
    }

    private static boolean isOfSameRdd(BlockId id, @Nullable BlockId other) {
        return other instanceof BlockId.RddBlock block
                && id instanceof BlockId.RddBlock own
                && own.rddId() == block.rddId();
    }
}

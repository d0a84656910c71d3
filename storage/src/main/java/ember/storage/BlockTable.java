// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.StorageLevel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks are there, which are on their way, and which was read when. Safe for use by many threads; no user code and no file is
 * touched under its lock.
 */
final class BlockTable {
    private final BlockListener listener;

    /** In the order of the last read, which moves a block to the end. */
    private final LinkedHashMap<BlockId, Held> blocks = new LinkedHashMap<>();

    /** Blocks on their way in, or from memory to disk. */
    private final Map<BlockId, Pending> pending = new HashMap<>();

    BlockTable(BlockListener listener) {
        this.listener = listener;
    }

    /** What there is of a block. */
    sealed interface Lookup {}

    /** The block is there. */
    record Held(StoredBlock block, StorageLevel wanted) implements Lookup {
        BlockStatus status() {
            return block.status(wanted);
        }
    }

    /** Another thread works on the block: wait, then look again. */
    record Busy(Pending other) implements Lookup {}

    /** Nobody has or makes the block: it is the caller's to make, who must {@link #end} the work. */
    record Yours(Pending work) implements Lookup {}

    /** One thread's work on a block. */
    static final class Pending {
        private final CountDownLatch done = new CountDownLatch(1);

        // Removed before it was there: not to be kept. Guarded by the table.
        private boolean unwanted;

        void await() throws InterruptedException {
            done.await();
        }
    }

    /**
     * A block that was taken out to make room.
     *
     * @param mover the caller's work of moving it to disk; null: its level has no disk
     */
    record Victim(BlockId id, Held held, @Nullable Pending mover) {}

    synchronized Lookup find(BlockId id) {
        Held held = blocks.remove(id);
        if (held != null) {
            blocks.put(id, held);
            return held;
        }
        Pending other = pending.get(id);
        return other == null ? new Yours(begin(id)) : new Busy(other);
    }

    /** Makes the block visible; false: it was removed meanwhile and is the caller's to free. */
    synchronized boolean publish(BlockId id, Held held, Pending work) {
        if (work.unwanted) {
            return false;
        }
        blocks.put(id, held);
        listener.changed(id, held.status());
        return true;
    }

    void end(BlockId id, Pending work) {
        synchronized (this) {
            pending.remove(id);
        }
        work.done.countDown();
    }

    synchronized BlockStatus status(BlockId id) {
        Held held = blocks.get(id);
        return held == null ? BlockStatus.ABSENT : held.status();
    }

    /** Removes the block if it is still the one that was seen; tells whether it was. */
    synchronized boolean removeSeen(BlockId id, Held seen) {
        if (blocks.get(id) != seen) {
            return false;
        }
        take(id);
        return true;
    }

    /** Removes the block and keeps out one that is being made; null: there was none. */
    synchronized @Nullable Held remove(BlockId id) {
        Pending other = pending.get(id);
        if (other != null) {
            other.unwanted = true;
        }
        return blocks.containsKey(id) ? take(id) : null;
    }

    /** Removes the blocks of an RDD and keeps out those that are being made. */
    List<Held> removeRdd(int rddId) {
        List<Held> removed = new ArrayList<>();
        synchronized (this) {
            for (Map.Entry<BlockId, Pending> entry : pending.entrySet()) {
                if (isOf(rddId, entry.getKey())) {
                    entry.getValue().unwanted = true;
                }
            }
            for (BlockId id : List.copyOf(blocks.keySet())) {
                if (isOf(rddId, id)) {
                    removed.add(take(id));
                }
            }
        }
        return removed;
    }

    /** Removes everything, without telling the listener. */
    synchronized List<Held> clear() {
        for (Pending work : pending.values()) {
            work.unwanted = true;
        }
        List<Held> removed = List.copyOf(blocks.values());
        blocks.clear();
        return removed;
    }

    /**
     * Takes out blocks in memory that were not read for longest until they make up {@code bytes}, sparing those of the RDD that
     * {@code forBlock} is of, if there is one; takes none if they do not make up enough. The caller frees them and ends the work of moving them.
     */
    synchronized List<Victim> takeVictims(long bytes, @Nullable BlockId forBlock) {
        List<BlockId> chosen = new ArrayList<>();
        long missing = bytes;
        for (Map.Entry<BlockId, Held> entry : blocks.entrySet()) {
            if (missing <= 0) {
                break;
            }
            long freed = entry.getValue().status().memoryBytes();
            if (freed > 0 && !sameRdd(entry.getKey(), forBlock)) {
                chosen.add(entry.getKey());
                missing -= freed;
            }
        }
        List<Victim> victims = new ArrayList<>();
        if (missing <= 0) {
            for (BlockId id : chosen) {
                Held held = take(id);
                victims.add(new Victim(id, held, held.wanted().useDisk() ? begin(id) : null));
            }
        }
        return victims;
    }

    private Pending begin(BlockId id) {
        Pending work = new Pending();
        pending.put(id, work);
        return work;
    }

    private Held take(BlockId id) {
        Held held = blocks.remove(id);
        if (held == null) {
            throw new IllegalStateException("no block " + id.name());
        }
        listener.changed(id, BlockStatus.ABSENT);
        return held;
    }

    private static boolean isOf(int rddId, BlockId id) {
        return id instanceof BlockId.RddBlock block && block.rddId() == rddId;
    }

    private static boolean sameRdd(BlockId id, @Nullable BlockId other) {
        return other instanceof BlockId.RddBlock block && isOf(block.rddId(), id);
    }
}

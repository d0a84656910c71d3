// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.model.StorageLevel;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The cached blocks of one executor. A block is computed by exactly one task while others wait, and is there wholly or not at all.
 * When memory runs out, the blocks of other RDDs that were not read for longest give way, to disk if their level has it. Safe for use
 * by many threads.
 */
public final class BlockStore implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BlockStore.class);

    private final MemoryBudget budget;
    private final JavaSerialization serialization;
    private final BlockListener listener;
    private final BlockWriter writer;

    // Guards everything below. No user code and no file is touched under it.
    private final Object lock = new Object();

    /** In the order of the last read, which moves a block to the end. */
    private final LinkedHashMap<BlockId, Held> blocks = new LinkedHashMap<>();

    /** Blocks on their way in, or from memory to disk. */
    private final Map<BlockId, Pending> pending = new HashMap<>();

    /** A block that is there. */
    private record Held(StoredBlock block, StorageLevel wanted) {
        BlockStatus status() {
            return block.status(wanted);
        }
    }

    /** A block that one thread is working on; the others wait for {@code done}. */
    private static final class Pending {
        final CountDownLatch done = new CountDownLatch(1);

        /** Removed before it was there: not to be kept. */
        boolean unwanted;
    }

    public BlockStore(
            MemoryBudget budget, JavaSerialization serialization, TempDirectory directory, BlockListener listener) {
        this.budget = budget;
        this.serialization = serialization;
        this.listener = listener;
        this.writer = new BlockWriter(serialization, directory);
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
            Held held;
            Pending running = null;
            Pending mine = new Pending();
            synchronized (lock) {
                held = blocks.remove(id);
                if (held != null) {
                    blocks.put(id, held);
                } else {
                    running = pending.putIfAbsent(id, mine);
                }
            }
            if (held != null) {
                try {
                    return held.block().open(serialization);
                } catch (NoSuchFileException gone) {
                    // Removed since we looked, or deleted by someone else: compute it again.
                    drop(id, held);
                }
            } else if (running != null) {
                running.done.await();
            } else {
                try {
                    return computeAndStore(id, level, source, mine);
                } finally {
                    end(id, mine);
                }
            }
        }
    }

    /** {@link BlockStatus#ABSENT} if the block is not stored. */
    public BlockStatus status(BlockId id) {
        synchronized (lock) {
            Held held = blocks.get(id);
            return held == null ? BlockStatus.ABSENT : held.status();
        }
    }

    /** Removes the blocks of an RDD, and keeps those out that are being computed. Readers go on reading what they have. */
    public void removeRdd(int rddId) {
        List<Held> removed = new ArrayList<>();
        synchronized (lock) {
            for (Map.Entry<BlockId, Pending> entry : pending.entrySet()) {
                if (rddOf(entry.getKey()) == rddId) {
                    entry.getValue().unwanted = true;
                }
            }
            for (BlockId id : List.copyOf(blocks.keySet())) {
                if (rddOf(id) == rddId) {
                    removed.add(take(id));
                }
            }
        }
        removed.forEach(this::free);
    }

    /** Removes one block, if it is there or being computed. */
    public void remove(BlockId id) {
        Held removed;
        synchronized (lock) {
            Pending running = pending.get(id);
            if (running != null) {
                running.unwanted = true;
            }
            removed = blocks.containsKey(id) ? take(id) : null;
        }
        if (removed != null) {
            free(removed);
        }
    }

    /** Removes all blocks, without telling the listener. */
    @Override
    public void close() {
        List<Held> removed;
        synchronized (lock) {
            pending.values().forEach(running -> running.unwanted = true);
            removed = List.copyOf(blocks.values());
            blocks.clear();
        }
        removed.forEach(this::free);
    }

    private <T> Iterator<T> computeAndStore(BlockId id, StorageLevel level, BlockSource<T> source, Pending mine)
            throws Exception {
        Iterator<T> elements = source.compute();
        if (level.useMemory()) {
            Reserved reserved = new Reserved(rddOf(id));
            boolean stored = false;
            try {
                BlockWriter.Outcome<T> outcome = level.deserialized()
                        ? writer.toObjects(elements, reserved)
                        : writer.toBytes(elements, reserved);
                if (outcome instanceof BlockWriter.Outcome.Stored<T> kept) {
                    reserved.shrinkTo(kept.block().status(level).memoryBytes());
                    stored = true;
                    return publishAndOpen(id, new Held(kept.block(), level), mine);
                }
                elements = ((BlockWriter.Outcome.Refused<T>) outcome).elements();
            } finally {
                if (!stored) {
                    reserved.shrinkTo(0);
                }
            }
            if (!level.useDisk()) {
                LOG.warn("Not enough space to cache {} in memory", id.name());
                return elements;
            }
        }
        return publishAndOpen(id, new Held(writer.toFile(id, elements), level), mine);
    }

    private <T> Iterator<T> publishAndOpen(BlockId id, Held held, Pending mine) throws IOException {
        // Opened first: a removal may come at once, and an open block can be read to its end.
        Iterator<T> elements = held.block().open(serialization);
        publish(id, held, mine);
        return elements;
    }

    /** Makes the block visible, unless it was removed meanwhile. */
    private void publish(BlockId id, Held held, Pending mine) {
        boolean unwanted;
        synchronized (lock) {
            unwanted = mine.unwanted;
            if (!unwanted) {
                blocks.put(id, held);
                listener.changed(id, held.status());
            }
        }
        if (unwanted) {
            free(held);
        }
    }

    private void end(BlockId id, Pending mine) {
        synchronized (lock) {
            pending.remove(id);
        }
        mine.done.countDown();
    }

    /** Removes the block if it is still the one that was seen. */
    private void drop(BlockId id, Held seen) {
        synchronized (lock) {
            if (blocks.get(id) == seen) {
                take(id);
            }
        }
    }

    private Held take(BlockId id) {
        Held held = blocks.remove(id);
        if (held == null) {
            throw new IllegalStateException("no block " + id.name());
        }
        listener.changed(id, BlockStatus.ABSENT);
        return held;
    }

    private void free(Held held) {
        budget.release(held.status().memoryBytes());
        if (held.block() instanceof StoredBlock.OnDisk onDisk) {
            try {
                Files.deleteIfExists(onDisk.file());
            } catch (IOException e) {
                LOG.warn("Could not delete {}", onDisk.file(), e);
            }
        }
    }

    /** Makes room by evicting blocks of other RDDs, if that makes enough; otherwise evicts nothing. */
    private boolean acquire(long bytes, int rddId) {
        while (!budget.tryAcquire(bytes)) {
            if (bytes > budget.maxBytes()) {
                return false;
            }
            Map<BlockId, Held> victims = new LinkedHashMap<>();
            Map<BlockId, Pending> movers = new HashMap<>();
            synchronized (lock) {
                long missing = bytes - (budget.maxBytes() - budget.usedBytes());
                for (Map.Entry<BlockId, Held> entry : blocks.entrySet()) {
                    if (missing <= 0) {
                        break;
                    }
                    long freed = entry.getValue().status().memoryBytes();
                    if (freed > 0 && (rddId < 0 || rddOf(entry.getKey()) != rddId)) {
                        victims.put(entry.getKey(), entry.getValue());
                        missing -= freed;
                    }
                }
                if (missing > 0) {
                    return false;
                }
                for (Map.Entry<BlockId, Held> victim : victims.entrySet()) {
                    take(victim.getKey());
                    if (victim.getValue().wanted().useDisk()) {
                        Pending mover = new Pending();
                        movers.put(victim.getKey(), mover);
                        pending.put(victim.getKey(), mover);
                    }
                }
            }
            for (Map.Entry<BlockId, Held> victim : victims.entrySet()) {
                evict(victim.getKey(), victim.getValue(), movers.get(victim.getKey()));
            }
        }
        return true;
    }

    private void evict(BlockId id, Held victim, @Nullable Pending mover) {
        try {
            if (mover != null) {
                StoredBlock moved = writer.toFile(id, victim.block().open(serialization));
                publish(id, new Held(moved, victim.wanted()), mover);
            }
        } catch (IOException | RuntimeException e) {
            LOG.warn("Could not move {} to disk; it will be computed again", id.name(), e);
        } finally {
            free(victim);
            if (mover != null) {
                end(id, mover);
            }
        }
    }

    private static int rddOf(BlockId id) {
        return id instanceof BlockId.RddBlock block ? block.rddId() : -1;
    }

    /** What a block being written holds of the budget. */
    private final class Reserved implements BlockWriter.Reservation {
        private final int rddId;
        private long bytes;

        Reserved(int rddId) {
            this.rddId = rddId;
        }

        @Override
        public boolean growTo(long wanted) {
            if (wanted <= bytes) {
                return true;
            }
            // Half as much again, so that it need not be asked for often; just what is needed, if that is too much.
            long ample = wanted + wanted / 2;
            if (acquire(ample - bytes, rddId)) {
                bytes = ample;
                return true;
            }
            if (acquire(wanted - bytes, rddId)) {
                bytes = wanted;
                return true;
            }
            return false;
        }

        void shrinkTo(long kept) {
            budget.release(bytes - kept);
            bytes = kept;
        }
    }
}

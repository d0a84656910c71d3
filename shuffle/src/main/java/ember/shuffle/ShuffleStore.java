// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.shuffle.spill.SpillFile;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.MemoryBudget;
import ember.storage.serialize.data.DataSerialization;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The map outputs of one executor. An output is named by the attempt that wrote it, so attempts of the same map partition never
 * mix, and is there wholly or not at all. When memory is needed, the oldest outputs in memory move to files. Safe for use by many
 * threads.
 */
public final class ShuffleStore implements AutoCloseable {
    private record OutputKey(int mapPartition, long writer) {
        // Written out like those of other records that every job compares: linking the generated ones takes
        // milliseconds.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof OutputKey that && that.writer == writer && that.mapPartition == mapPartition;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(writer);
        }
    }

    private final MemoryBudget budget;
    private final TempDirectory directory;
    private final DataSerialization data;
    private final FrameFormat format;
    private final MemoryBudget.Keeper keeper;
    private final OutputQueue queue = new OutputQueue();
    private final Map<Integer, Map<OutputKey, StoredOutput>> shuffles = new ConcurrentHashMap<>();
    /** The shuffles of which an output is in a file. */
    private final Set<Integer> outgrown = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /**
     * @param directory where outputs go that memory has no room for
     * @param format of their files
     */
    public ShuffleStore(MemoryBudget budget, TempDirectory directory, DataSerialization data, FrameFormat format) {
        this.budget = budget;
        this.directory = directory;
        this.data = data;
        this.format = format;
        this.keeper = this::reclaim;
        budget.addShuffleKeeper(keeper);
    }

    /**
     * Keeps an output, and its file if it is in one. If by now more is held than the budget has, the oldest outputs give way.
     *
     * @param writer task id of the attempt that wrote the output
     * @param heldBytes what the output holds of the budget as a map output, the store's to give back from now on
     */
    public void put(int shuffleId, int mapPartition, long writer, MapOutputSegments output, long heldBytes) {
        StoredOutput stored = new StoredOutput(shuffleId, output, heldBytes, budget);
        // In one step, so that none is added to a shuffle that is being removed.
        shuffles.compute(shuffleId, (id, present) -> {
            Map<OutputKey, StoredOutput> outputs = present == null ? new ConcurrentHashMap<>() : present;
            outputs.put(new OutputKey(mapPartition, writer), stored);
            return outputs;
        });
        if (output instanceof MapOutputInMemory) {
            queue.add(stored);
        } else {
            outgrown.add(shuffleId);
        }
        if (closed) {
            // Whoever closed it may have looked before this was there.
            removeAll();
            return;
        }
        long excess = budget.usedBytes() - budget.maxBytes();
        if (excess > 0) {
            reclaim(excess);
        }
    }

    /** Whether memory had no room for an output of the shuffle, so that others will be moved to disk too. */
    public boolean outgrowsMemory(int shuffleId) {
        return outgrown.contains(shuffleId);
    }

    /**
     * What the attempt wrote for a reduce partition, to be read wherever it is when the segment is opened; null: the output is lost,
     * and its reader must report a failed fetch.
     */
    public @Nullable Segment segment(int shuffleId, int mapPartition, long writer, int reducePartition) {
        StoredOutput output = stored(shuffleId, mapPartition, writer);
        return output == null ? null : output.segment(reducePartition);
    }

    private @Nullable StoredOutput stored(int shuffleId, int mapPartition, long writer) {
        Map<OutputKey, StoredOutput> outputs = shuffles.get(shuffleId);
        return outputs == null ? null : outputs.get(new OutputKey(mapPartition, writer));
    }

    /** Whether what the attempt wrote is kept, and its file, if it is in one, is there in full length. Nothing is read. */
    public boolean isThere(int shuffleId, int mapPartition, long writer) {
        StoredOutput output = stored(shuffleId, mapPartition, writer);
        MapOutputSegments segments = output == null ? null : output.segments();
        return segments instanceof MapOutputOnDisk file ? file.isThere() : segments != null;
    }

    /** Drops all outputs of a shuffle. */
    public void removeShuffle(int shuffleId) {
        Map<OutputKey, StoredOutput> outputs = shuffles.remove(shuffleId);
        outgrown.remove(shuffleId);
        if (outputs != null) {
            outputs.values().forEach(this::drop);
        }
    }

    /** Drops what one attempt wrote; false: there was nothing. */
    public boolean removeOutput(int shuffleId, int mapPartition, long writer) {
        Map<OutputKey, StoredOutput> outputs = shuffles.get(shuffleId);
        StoredOutput output = outputs == null ? null : outputs.remove(new OutputKey(mapPartition, writer));
        if (output == null) {
            return false;
        }
        drop(output);
        return true;
    }

    /** Drops everything, as when the executor is lost, and what may still come. */
    @Override
    public void close() {
        closed = true;
        budget.removeKeeper(keeper);
        removeAll();
    }

    private void removeAll() {
        for (Integer shuffleId : shuffles.keySet()) {
            removeShuffle(shuffleId);
        }
    }

    private void drop(StoredOutput output) {
        queue.remove(output);
        output.remove();
    }

    /** Moves outputs to disk, the oldest first, until they make up {@code bytes}. */
    private long reclaim(long bytes) {
        long given = 0;
        while (given < bytes) {
            StoredOutput oldest = queue.take();
            if (oldest == null) {
                // What others are moving makes room too: worth looking again.
                return given > 0 || !queue.awaitOneMoved() ? given : bytes;
            }
            try {
                given += move(oldest);
            } catch (IOException | RuntimeException | StackOverflowError e) {
                LoggerFactory.getLogger(ShuffleStore.class)
                        .warn("Could not move a map output to disk; it stays in memory", e);
                queue.add(oldest);
                return given;
            } finally {
                queue.moved();
            }
        }
        return given;
    }

    private long move(StoredOutput output) throws IOException {
        if (!(output.segments() instanceof MapOutputInMemory inMemory)) {
            return 0;
        }
        SpillFile file = new SpillFile(directory.newFile("shuffle-" + output.shuffleId()));
        long given = output.moved(inMemory, inMemory.writeTo(file, data, format));
        if (given > 0) {
            outgrown.add(output.shuffleId());
        }
        return given;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.memory.MemoryBudget;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A map output that is kept: in memory, later perhaps in a file, at last nowhere. Safe for use by many threads. */
final class StoredOutput {
    private final int shuffleId;
    private final MemoryBudget budget;
    // Changed under the lock of this only.
    private volatile @Nullable MapOutputSegments segments;
    // Guarded by this.
    private final Set<MovingCursor> readers = new HashSet<>();
    private long heldBytes;

    /** @param heldBytes what it holds of the budget, to be given back once */
    StoredOutput(int shuffleId, MapOutputSegments segments, long heldBytes, MemoryBudget budget) {
        this.shuffleId = shuffleId;
        this.segments = segments;
        this.heldBytes = heldBytes;
        this.budget = budget;
    }

    int shuffleId() {
        return shuffleId;
    }

    /** Its present form; null: removed. Who reads it then goes on reading the form it has. */
    @Nullable
    MapOutputSegments segments() {
        return segments;
    }

    /** Whoever reads it is told when it has been moved, until it says {@link #read}. */
    synchronized void reading(MovingCursor reader) {
        if (segments instanceof MapOutputInMemory) {
            readers.add(reader);
        }
    }

    /** It is not read by that one any more. */
    synchronized void read(MovingCursor reader) {
        readers.remove(reader);
    }

    /** A reduce partition, in the form that the output has while it is read. */
    Segment segment(int reducePartition) {
        return new Handle(reducePartition);
    }

    /**
     * From now on it is in the file.
     *
     * @return how many bytes of memory it gave back; 0: it was removed meanwhile, and so was the file
     */
    long moved(MapOutputInMemory from, MapOutputFile to) {
        long given;
        boolean removed;
        synchronized (this) {
            removed = segments != from;
            given = removed ? 0 : heldBytes;
            if (!removed) {
                segments = to;
                heldBytes = 0;
                readers.forEach(MovingCursor::letGo);
                readers.clear();
            }
        }
        if (removed) {
            to.delete();
        }
        budget.releaseShuffle(given);
        return given;
    }

    void remove() {
        MapOutputSegments last;
        long given;
        synchronized (this) {
            last = segments;
            given = heldBytes;
            segments = null;
            heldBytes = 0;
        }
        budget.releaseShuffle(given);
        if (last instanceof MapOutputOnDisk files) {
            files.delete();
        }
    }

    private final class Handle implements Segment {
        private final int reducePartition;

        Handle(int reducePartition) {
            this.reducePartition = reducePartition;
        }

        @Override
        public SegmentCursor open() throws IOException {
            return new MovingCursor(StoredOutput.this, reducePartition);
        }
    }
}

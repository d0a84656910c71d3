// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a reduce partition of an output, and goes on in the output's file when it has been moved there meanwhile: a reader would
 * otherwise hold memory that the budget has given to others, however long it does something else between two records. Used by one
 * thread, but for {@link #letGo}.
 */
final class MovingCursor implements SegmentCursor {
    private final StoredOutput output;
    private final int reducePartition;
    /** Null: the output was moved since the last record. */
    private volatile @Nullable RecordCursor records;

    private boolean onDisk;
    private long seen;
    private long keyHash = UNKNOWN;
    private @Nullable Object key;
    private @Nullable Object value;

    /** @throws UnreadableOutputException if the output was removed, or its file is gone or damaged */
    MovingCursor(StoredOutput output, int reducePartition) throws IOException {
        this.output = output;
        this.reducePartition = reducePartition;
        // First, so as to be told of a move that comes between.
        output.reading(this);
        this.records = open();
    }

    private RecordCursor open() throws IOException {
        MapOutputSegments now = output.segments();
        if (now == null) {
            throw new UnreadableOutputException("it was removed");
        }
        onDisk = now instanceof MapOutputOnDisk;
        return now.segment(reducePartition).open();
    }

    @Override
    public boolean advance() throws Exception {
        RecordCursor from = records;
        if (from == null) {
            from = open();
            records = from;
            // In the same order as in memory.
            for (long i = 0; i < seen; i++) {
                if (!from.advance()) {
                    throw new UnreadableOutputException("its file has fewer records than it had in memory");
                }
            }
        }
        if (!from.advance()) {
            key = null;
            value = null;
            output.read(this);
            return false;
        }
        seen++;
        key = from.key();
        keyHash = from.knownKeyHash();
        value = from.value();
        return true;
    }

    /** The output has been moved: from the next record on it is read where it is now. Called by any thread. */
    void letGo() {
        records = null;
    }

    boolean isOnDisk() {
        return onDisk;
    }

    @Override
    public @Nullable Object key() {
        return key;
    }

    @Override
    public long knownKeyHash() {
        return keyHash;
    }

    @Override
    public @Nullable Object value() {
        return value;
    }

    @Override
    public void close() throws IOException {
        output.read(this);
        if (records instanceof Closeable file) {
            file.close();
        }
    }
}

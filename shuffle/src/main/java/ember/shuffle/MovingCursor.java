// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks over a reduce partition of an output, and goes on in the output's file when it has been moved there meanwhile: a reader would
 * otherwise hold memory that the budget has given to others.
 */
final class MovingCursor implements SegmentCursor {
    private final StoredOutput output;
    private final int reducePartition;
    private MapOutputSegments form;
    private RecordCursor records;
    private long seen;

    /** @throws UnreadableOutputException if the output was removed, or its file is gone or damaged */
    MovingCursor(StoredOutput output, int reducePartition) throws IOException {
        MapOutputSegments now = output.segments();
        if (now == null) {
            throw new UnreadableOutputException("it was removed");
        }
        this.output = output;
        this.reducePartition = reducePartition;
        this.form = now;
        this.records = now.segments().get(reducePartition).open();
    }

    @Override
    public boolean advance() throws Exception {
        MapOutputSegments now = output.segments();
        if (now != form && now != null) {
            form = now;
            records = now.segments().get(reducePartition).open();
            // In the same order as in memory.
            for (long i = 0; i < seen; i++) {
                if (!records.advance()) {
                    throw new UnreadableOutputException("its file has fewer records than it had in memory");
                }
            }
        }
        seen++;
        return records.advance();
    }

    boolean isOnDisk() {
        return form instanceof MapOutputFile;
    }

    @Override
    public @Nullable Object key() {
        return records.key();
    }

    @Override
    public @Nullable Object value() {
        return records.value();
    }

    @Override
    public void close() throws IOException {
        if (records instanceof Closeable file) {
            file.close();
        }
    }
}

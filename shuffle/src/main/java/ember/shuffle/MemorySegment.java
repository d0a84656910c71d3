// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.serialize.RecordReader;
import ember.storage.serialize.data.DataSerialization;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Records in memory: first those that nobody can change, handed over by reference, then, from the first on that somebody could change,
 * as bytes, of which each reader makes its own.
 */
final class MemorySegment implements Segment {
    /** Keys at even places, their values after them; may be longer than needed. */
    private final @Nullable Object[] shared;

    private final int sharedCount;
    private final DataSerialization data;
    private final @Nullable ChunkedBytes bytes;
    private final int serializedCount;
    private final long estimatedBytes;

    MemorySegment(
            @Nullable Object[] shared,
            int sharedCount,
            DataSerialization data,
            @Nullable ChunkedBytes bytes,
            int serializedCount,
            long estimatedBytes) {
        this.shared = shared;
        this.sharedCount = sharedCount;
        this.data = data;
        this.bytes = bytes;
        this.serializedCount = serializedCount;
        this.estimatedBytes = estimatedBytes;
    }

    long recordCount() {
        return (long) sharedCount + serializedCount;
    }

    /** What the records take; 0 only if there are none. */
    long estimatedBytes() {
        return estimatedBytes;
    }

    @Override
    public RecordCursor open() {
        return new Cursor();
    }

    void writeTo(MapOutputWriter out) throws IOException {
        for (int i = 0; i < sharedCount; i++) {
            out.write(shared[2 * i], shared[2 * i + 1]);
        }
        if (bytes != null) {
            out.writeSerialized(bytes, serializedCount);
        }
    }

    private final class Cursor implements RecordCursor {
        private int record = -1;
        private int read;
        private @Nullable RecordReader in;
        private @Nullable Object key;
        private @Nullable Object value;

        @Override
        public boolean advance() throws IOException, ClassNotFoundException {
            if (record < sharedCount && ++record < sharedCount) {
                key = shared[2 * record];
                value = shared[2 * record + 1];
                return true;
            }
            if (bytes == null || read == serializedCount) {
                key = null;
                value = null;
                return false;
            }
            if (in == null) {
                in = data.newReader(bytes.open());
            }
            read++;
            key = in.read();
            value = in.read();
            return true;
        }

        @Override
        public @Nullable Object key() {
            return key;
        }

        @Override
        public @Nullable Object value() {
            return value;
        }
    }
}

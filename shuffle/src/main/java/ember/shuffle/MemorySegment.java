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
    /** So few bytes are copied together: that takes less than a buffer to read them by. */
    private static final int FEW_BYTES = 4096;

    private final Column keys;
    private final Column values;
    /** Of the keys; null: they are not known. */
    private final int @Nullable [] hashes;

    private final DataSerialization data;
    private final @Nullable ChunkedBytes bytes;
    private final int serializedCount;
    private final long estimatedBytes;

    MemorySegment(
            Column keys,
            Column values,
            int @Nullable [] hashes,
            DataSerialization data,
            @Nullable ChunkedBytes bytes,
            int serializedCount,
            long estimatedBytes) {
        this.keys = keys;
        this.values = values;
        this.hashes = hashes;
        this.data = data;
        this.bytes = bytes;
        this.serializedCount = serializedCount;
        this.estimatedBytes = estimatedBytes;
    }

    long recordCount() {
        return (long) keys.size() + serializedCount;
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
        for (int i = 0; i < keys.size(); i++) {
            out.write(keys.get(i), values.get(i));
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
            if (record < keys.size() && ++record < keys.size()) {
                key = keys.get(record);
                value = values.get(record);
                return true;
            }
            if (bytes == null || read == serializedCount) {
                key = null;
                value = null;
                return false;
            }
            if (in == null) {
                in = bytes.length() <= FEW_BYTES ? data.newReader(bytes.toByteArray()) : data.newReader(bytes.open());
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
        public long knownKeyHash() {
            return hashes == null || record >= keys.size() ? UNKNOWN : hashes[record] & 0xFFFF_FFFFL;
        }

        @Override
        public @Nullable Object value() {
            return value;
        }
    }
}

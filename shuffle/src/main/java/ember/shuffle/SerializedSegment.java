// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.serialize.RecordReader;
import ember.storage.serialize.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Records of which some may be changed by who holds them: each reader makes its own from bytes. */
final class SerializedSegment implements Segment {
    private final Serialization serialization;
    private final byte[] bytes;
    private final int recordCount;

    SerializedSegment(Serialization serialization, byte[] bytes, int recordCount) {
        this.serialization = serialization;
        this.bytes = bytes;
        this.recordCount = recordCount;
    }

    @Override
    public int recordCount() {
        return recordCount;
    }

    @Override
    public long estimatedBytes() {
        return bytes.length;
    }

    @Override
    public RecordCursor open() throws IOException {
        return new Cursor(serialization.newReader(new ByteArrayInputStream(bytes)));
    }

    private final class Cursor implements RecordCursor {
        private final RecordReader in;
        private int read;
        private @Nullable Object key;
        private @Nullable Object value;

        Cursor(RecordReader in) {
            this.in = in;
        }

        @Override
        public boolean advance() throws IOException, ClassNotFoundException {
            if (read == recordCount) {
                key = null;
                value = null;
                return false;
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

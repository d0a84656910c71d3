// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.serialize.RecordReader;
import ember.storage.serialize.data.DataSerialization;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Walks over the records of a file, which is open until the last was read. Used by one thread. */
final class FileCursor implements SegmentCursor {
    private final Guarded bytes;
    private final RecordReader in;
    private long left;
    private @Nullable Object key;
    private @Nullable Object value;

    FileCursor(InputStream bytes, DataSerialization data, long count) {
        this.bytes = new Guarded(bytes);
        this.in = data.newReader(this.bytes);
        this.left = count;
    }

    @Override
    public boolean advance() throws IOException, ClassNotFoundException {
        if (left == 0) {
            key = null;
            value = null;
            close();
            return false;
        }
        left--;
        try {
            key = in.read();
            value = in.read();
        } finally {
            // Whatever the program's code, which may read the bytes itself, has made of it.
            bytes.throwIfFailed();
        }
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

    @Override
    public void close() throws IOException {
        left = 0;
        in.close();
    }

    /** Tells what the file throws from what is thrown by those who read it. */
    private static final class Guarded extends FilterInputStream {
        private @Nullable IOException failure;

        Guarded(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            try {
                return in.read();
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            try {
                return in.read(into, start, length);
            } catch (IOException e) {
                failure = e;
                throw e;
            }
        }

        void throwIfFailed() throws UnreadableOutputException {
            if (failure != null) {
                throw new UnreadableOutputException(failure);
            }
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.storage.compress.Lz4;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameInputStream;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Iterator;

/** The elements of a block as they are kept. Immutable; any number of readers at once. */
sealed interface StoredBlock {
    /** How much memory or disk it takes. */
    long bytes();

    <T> Iterator<T> open(Serialization serialization) throws IOException;

    /** In memory. */
    sealed interface InMemory extends StoredBlock {}

    /** Live objects, the same for every reader. */
    record Values(ObjectChunks elements, long bytes) implements InMemory {
        @Override
        public <T> Iterator<T> open(Serialization serialization) {
            return elements.iterator();
        }
    }

    /** Serialised, in the heap or outside. */
    record Serialized(ByteChunks content, boolean compressed, long count) implements InMemory {
        @Override
        public long bytes() {
            return content.bytes();
        }

        @Override
        public <T> Iterator<T> open(Serialization serialization) throws IOException {
            InputStream bytes = content.newInput();
            return serialization
                    .newReader(compressed ? Lz4.decompress(bytes) : bytes)
                    .iterator(count);
        }
    }

    /** Serialised in a file. A reader that stops early leaves the file open until it is collected. */
    record OnDisk(Path file, FrameFormat format, long count, long bytes) implements StoredBlock {
        private static final int BUFFER_BYTES = 32 << 10;

        /** What was serialised, as a stream. */
        InputStream raw() throws IOException {
            return new FrameInputStream(file, 0, bytes, format);
        }

        /**
         * Reads the file once in vain: elements that were handed out cannot be taken back when damage is found behind them.
         *
         * @throws IOException if the file is not there, cannot be read, or is not what was written
         */
        void verify() throws IOException {
            byte[] buffer = new byte[BUFFER_BYTES];
            try (InputStream all = raw()) {
                int read = 0;
                while (read >= 0) {
                    read = all.read(buffer);
                }
            }
        }

        @Override
        public <T> Iterator<T> open(Serialization serialization) throws IOException {
            InputStream frames = raw();
            boolean open = false;
            try {
                Iterator<T> elements = serialization.newReader(frames).iterator(count);
                open = true;
                return elements;
            } finally {
                if (!open) {
                    frames.close();
                }
            }
        }
    }
}

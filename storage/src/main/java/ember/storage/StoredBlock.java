// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.StorageLevel;
import ember.storage.compress.Lz4;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameInputStream;
import ember.storage.serialize.Serialization;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The elements of a block as they are kept. Immutable; any number of readers at once. */
sealed interface StoredBlock {
    /** @throws java.nio.file.NoSuchFileException if the block was deleted meanwhile */
    <T> Iterator<T> open(Serialization serialization) throws IOException;

    /** @param wanted what the block was to be kept at */
    BlockStatus status(StorageLevel wanted);

    /** Live objects, the same for every reader. */
    final class Objects implements StoredBlock {
        private final @Nullable Object[] elements;
        private final long bytes;

        Objects(@Nullable Object[] elements, long bytes) {
            this.elements = elements;
            this.bytes = bytes;
        }

        @Override
        @SuppressWarnings("unchecked") // The caller asks for what it stored.
        public <T> Iterator<T> open(Serialization serialization) {
            return (Iterator<T>) Arrays.asList(elements).iterator();
        }

        @Override
        public BlockStatus status(StorageLevel wanted) {
            return new BlockStatus(
                    new StorageLevel(false, true, wanted.useOffHeap(), true, wanted.replication()), bytes, 0);
        }
    }

    /** Serialised in memory. */
    final class Bytes implements StoredBlock {
        private final byte[] content;
        private final boolean compressed;
        private final long count;

        Bytes(byte[] content, boolean compressed, long count) {
            this.content = content;
            this.compressed = compressed;
            this.count = count;
        }

        @Override
        public <T> Iterator<T> open(Serialization serialization) throws IOException {
            InputStream bytes = new ByteArrayInputStream(content);
            return serialization
                    .newReader(compressed ? Lz4.decompress(bytes) : bytes)
                    .iterator(count);
        }

        @Override
        public BlockStatus status(StorageLevel wanted) {
            return new BlockStatus(
                    new StorageLevel(false, true, wanted.useOffHeap(), false, wanted.replication()), content.length, 0);
        }
    }

    /** Serialised in a file. A reader that stops early leaves the file open until it is collected. */
    record OnDisk(Path file, FrameFormat format, long count, long bytes) implements StoredBlock {
        /** @throws ember.storage.disk.CorruptBlockException if its beginning is found wrong; the rest is found when it is read */
        @Override
        public <T> Iterator<T> open(Serialization serialization) throws IOException {
            InputStream frames = new FrameInputStream(file, 0, bytes, format);
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

        @Override
        public BlockStatus status(StorageLevel wanted) {
            return new BlockStatus(new StorageLevel(true, false, false, false, wanted.replication()), 0, bytes);
        }
    }
}

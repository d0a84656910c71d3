// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.StorageLevel;
import ember.storage.serialize.Serialization;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
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
        private final long count;

        Bytes(byte[] content, long count) {
            this.content = content;
            this.count = count;
        }

        @Override
        public <T> Iterator<T> open(Serialization serialization) throws IOException {
            return serialization.newReader(new ByteArrayInputStream(content)).iterator(count);
        }

        @Override
        public BlockStatus status(StorageLevel wanted) {
            return new BlockStatus(
                    new StorageLevel(false, true, wanted.useOffHeap(), false, wanted.replication()), content.length, 0);
        }
    }

    /** Serialised in a file. A reader that stops early leaves the file open until it is collected. */
    record OnDisk(Path file, long count, long bytes) implements StoredBlock {
        @Override
        public <T> Iterator<T> open(Serialization serialization) throws IOException {
            return serialization
                    .newReader(new BufferedInputStream(Files.newInputStream(file), 1 << 16))
                    .iterator(count);
        }

        @Override
        public BlockStatus status(StorageLevel wanted) {
            return new BlockStatus(new StorageLevel(true, false, false, false, wanted.replication()), 0, bytes);
        }
    }
}

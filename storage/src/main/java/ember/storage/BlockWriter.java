// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.storage.compress.Lz4;
import ember.storage.disk.Compression;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameOutputStream;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.RecordSizes;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Brings the elements of a block into the form in which they are kept, as far as memory allows. */
final class BlockWriter {
    private static final int BUFFER_BYTES = 32 << 10;

    private final Serialization serialization;
    private final TempDirectory directory;
    private final FrameFormat format;

    BlockWriter(Serialization serialization, TempDirectory directory, FrameFormat format) {
        this.serialization = serialization;
        this.directory = directory;
        this.format = format;
    }

    /** Memory set aside for one block while it is written. */
    interface Reservation {
        /** Makes the reservation at least this large; false: there is no room, and it stays as it is. */
        boolean growTo(long bytes);
    }

    /** A block in memory, or what to do without. */
    sealed interface Outcome<T> {
        record Stored<T>(StoredBlock.InMemory block) implements Outcome<T> {}

        /**
         * Out of room.
         *
         * @param unrolled the elements that were taken
         * @param bytes what they take
         * @param rest those that were not
         */
        record Refused<T>(Iterator<T> unrolled, long bytes, Iterator<T> rest) implements Outcome<T> {}
    }

    <T> Outcome<T> toValues(Iterator<T> elements, Reservation reservation) {
        ObjectChunks taken = new ObjectChunks();
        RecordSizes sizes = new RecordSizes();
        while (elements.hasNext()) {
            T element = elements.next();
            taken.add(element);
            sizes.add(element);
            long bytes = taken.bytes() + sizes.bytes();
            if (!reservation.growTo(bytes)) {
                return new Outcome.Refused<>(taken.iterator(), bytes, elements);
            }
        }
        taken.trim();
        return new Outcome.Stored<>(new StoredBlock.Values(taken, taken.bytes() + sizes.bytes()));
    }

    <T> Outcome<T> toBytes(Iterator<T> elements, Reservation reservation, boolean offHeap) throws IOException {
        ByteChunks bytes = new ByteChunks(offHeap);
        RecordWriter writer = serialization.newWriter(compressing(bytes));
        long count = 0;
        boolean fits = true;
        while (fits && elements.hasNext()) {
            writer.write(elements.next());
            count++;
            fits = fits(bytes, reservation);
        }
        writer.close();
        StoredBlock.Serialized block = new StoredBlock.Serialized(bytes, isCompressed(), count);
        return fits && fits(bytes, reservation)
                ? new Outcome.Stored<>(block)
                : new Outcome.Refused<>(block.open(serialization), bytes.bytes(), elements);
    }

    /** Brings a block from its file into memory, as it was serialised; null: there is no room. */
    StoredBlock.@Nullable Serialized toBytes(StoredBlock.OnDisk block, Reservation reservation, boolean offHeap)
            throws IOException {
        ByteChunks bytes = new ByteChunks(offHeap);
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = block.raw();
                OutputStream out = compressing(bytes)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                out.write(buffer, 0, read);
                if (!fits(bytes, reservation)) {
                    return null;
                }
            }
        }
        return fits(bytes, reservation) ? new StoredBlock.Serialized(bytes, isCompressed(), block.count()) : null;
    }

    private static boolean fits(ByteChunks bytes, Reservation reservation) {
        return !bytes.isExhausted() && reservation.growTo(bytes.bytes());
    }

    private boolean isCompressed() {
        return format.compression() == Compression.LZ4;
    }

    private OutputStream compressing(ByteChunks bytes) {
        return isCompressed() ? Lz4.compress(bytes) : bytes;
    }

    /** Leaves no file behind if it fails. */
    StoredBlock.OnDisk toFile(BlockId id, Iterator<?> elements) throws IOException {
        Path file = directory.newFile(id.name());
        FrameOutputStream frames = new FrameOutputStream(file, format);
        boolean complete = false;
        try {
            long count = 0;
            try (RecordWriter writer = serialization.newWriter(frames)) {
                while (elements.hasNext()) {
                    writer.write(elements.next());
                    count++;
                }
            }
            complete = true;
            return new StoredBlock.OnDisk(file, format, count, Files.size(file));
        } finally {
            if (!complete) {
                frames.discard();
            }
        }
    }
}

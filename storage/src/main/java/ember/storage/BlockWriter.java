// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.BlockId;
import ember.storage.compress.Lz4;
import ember.storage.disk.Compression;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameOutputStream;
import ember.storage.disk.TempDirectory;
import ember.storage.memory.SizeEstimator;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.Serialization;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Brings the elements of a block into the form in which they are kept, as far as memory allows. */
final class BlockWriter {
    /** Elements between two looks at the memory taken so far. */
    private static final int CHECK_EVERY = 16;

    /** Elements measured at the start; later one in {@value #CHECK_EVERY} is. */
    private static final int MEASURED_FIRST = 32;

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

    /** A block in memory, or what to do without: exactly one of the two is there. */
    sealed interface Outcome<T> {
        record Stored<T>(StoredBlock block) implements Outcome<T> {}

        /** Out of room: all elements of the block, those taken already first. */
        record Refused<T>(Iterator<T> elements) implements Outcome<T> {}
    }

    <T> Outcome<T> toObjects(Iterator<T> elements, Reservation reservation) {
        List<T> taken = new ArrayList<>();
        long measuredBytes = 0;
        long measured = 0;
        while (elements.hasNext()) {
            T element = elements.next();
            boolean check = taken.size() % CHECK_EVERY == 0;
            taken.add(element);
            if (check || taken.size() <= MEASURED_FIRST) {
                measuredBytes += SizeEstimator.estimate(element);
                measured++;
            }
            if (check && !reservation.growTo(bytesOf(taken.size(), measuredBytes, measured))) {
                return new Outcome.Refused<>(new ChainedIterator<>(taken.iterator(), elements));
            }
        }
        long bytes = measured == 0 ? 0 : bytesOf(taken.size(), measuredBytes, measured);
        if (!reservation.growTo(bytes)) {
            return new Outcome.Refused<>(taken.iterator());
        }
        return new Outcome.Stored<>(new StoredBlock.Objects(taken.toArray(), bytes));
    }

    /** The elements and the array that holds them, as they lie in the heap; so many of the elements were measured. */
    private static long bytesOf(int elements, long measuredBytes, long measured) {
        return SizeEstimator.ofReferences(elements) + measuredBytes * elements / measured;
    }

    <T> Outcome<T> toBytes(Iterator<T> elements, Reservation reservation) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        boolean compressed = format.compression() == Compression.LZ4;
        RecordWriter writer = serialization.newWriter(compressed ? Lz4.compress(bytes) : bytes);
        long count = 0;
        boolean fits = true;
        while (fits && elements.hasNext()) {
            writer.write(elements.next());
            count++;
            fits = count % CHECK_EVERY != 0 || reservation.growTo(bytes.size());
        }
        writer.close();
        StoredBlock block = new StoredBlock.Bytes(bytes.toByteArray(), compressed, count);
        if (fits && reservation.growTo(bytes.size())) {
            return new Outcome.Stored<>(block);
        }
        Iterator<T> taken = block.open(serialization);
        return new Outcome.Refused<>(new ChainedIterator<>(taken, elements));
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

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.shuffle.spill.SpillFile;
import ember.storage.disk.FrameFormat;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.SizeEstimator;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.data.DataSerialization;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects records by reduce partition: those of a partition by reference as long as all are immutable, from the first other one on as
 * bytes, written at once because their owner may change them later. Where memory is known to have no room for them all, as when some
 * have been moved to a file, all become bytes as they come, but for boxed numbers: they would anyway, bytes take half the memory of
 * objects, and the collector has nothing to copy. Knows what all of it takes. Used by one thread.
 */
public final class PartitionedRecords {
    /** What an object of the collecting itself takes, with the reference to it. */
    private static final long BUFFER_BYTES = 144;

    private static final int MOST_RECORDS = 1 << 29;
    private static final int FIRST_HASHES = 4;
    private static final int[] NO_HASHES = {};

    private final Immutability.Probe keys;
    private final Immutability.Probe values;
    private final DataSerialization data;
    private final RecordSizes keySizes = new RecordSizes();
    private final RecordSizes valueSizes = new RecordSizes();
    private final Redirected redirected = new Redirected();
    private @Nullable RecordWriter serializer;
    private @Nullable Buffer[] buffers;
    /** What arrays and chunks take, filled or not. */
    private long roomBytes;

    private long serializedBytes;
    private long count;
    private boolean full;
    private boolean asBytes;

    /** @param outgrowsMemory whether it is known beforehand that there is no room for all that will be added */
    public PartitionedRecords(
            int partitions, boolean outgrowsMemory, Immutability immutability, DataSerialization data) {
        this.asBytes = outgrowsMemory;
        this.buffers = new @Nullable Buffer[partitions];
        this.keys = immutability.newProbe();
        this.values = immutability.newProbe();
        this.data = data;
    }

    /**
     * Adds a record.
     *
     * @param keyHash the key's hash code, if the key is known to be immutable too; else {@link RecordCursor#UNKNOWN}
     * @throws ArrayIndexOutOfBoundsException if there is no such partition
     * @throws java.io.NotSerializableException if the record is neither immutable nor serialisable
     */
    public void add(int partition, @Nullable Object key, long keyHash, @Nullable Object value) throws IOException {
        Buffer buffer = buffers[partition];
        if (buffer == null) {
            buffer = new Buffer();
            buffers[partition] = buffer;
            roomBytes += BUFFER_BYTES;
        }
        boolean known = keyHash != RecordCursor.UNKNOWN;
        if (buffer.bytes == null
                && !becomesBytes(key, value)
                && (known || keys.isImmutable(key))
                && values.isImmutable(value)) {
            share(buffer, key, keyHash, value);
        } else {
            serialize(buffer, key, value);
        }
        count++;
    }

    private boolean becomesBytes(@Nullable Object key, @Nullable Object value) {
        return asBytes && (Packing.of(key) == null || Packing.of(value) == null);
    }

    private void share(Buffer buffer, @Nullable Object key, long keyHash, @Nullable Object value) {
        long before = bytes();
        roomBytes -= buffer.columnBytes();
        buffer.addHash(keyHash);
        buffer.keys.add(key);
        buffer.values.add(value);
        roomBytes += buffer.columnBytes();
        if (!buffer.keys.isPacked()) {
            if (keyHash == RecordCursor.UNKNOWN) {
                keySizes.add(key);
            } else {
                // To look at each would take longer than all else that is done with it.
                keySizes.addSampled(key);
            }
        }
        if (!buffer.values.isPacked()) {
            valueSizes.add(value);
        }
        full |= buffer.keys.size() == MOST_RECORDS;
        buffer.sharedBytes += bytes() - before;
    }

    private void serialize(Buffer buffer, @Nullable Object key, @Nullable Object value) throws IOException {
        if (serializer == null) {
            serializer = data.newWriter(redirected);
        }
        if (buffer.bytes == null) {
            buffer.bytes = new ChunkedBytes();
        }
        ChunkedBytes to = buffer.bytes;
        long room = to.capacityBytes();
        long length = to.length();
        redirected.to = to;
        serializer.write(key);
        serializer.write(value);
        // Each record stands alone, so the bytes of one partition's can be read without those of the others.
        serializer.flush();
        full |= ++buffer.serializedCount == Integer.MAX_VALUE;
        roomBytes += to.capacityBytes() - room;
        serializedBytes += to.length() - length;
    }

    /** What all records take in memory, estimated. */
    public long bytes() {
        return keySizes.bytes() + valueSizes.bytes() + roomBytes;
    }

    /** How many reduce partitions there are. */
    public int partitions() {
        return buffers.length;
    }

    /** How many records there are. */
    public long count() {
        return count;
    }

    /** Whether a partition can take no more records. */
    public boolean isFull() {
        return full;
    }

    /** Bytes that objects were turned into, ever. */
    public long serializedBytes() {
        return serializedBytes;
    }

    /** The records where they are. Nothing may be added any more. */
    public MapOutputSegments build() {
        MemorySegment[] segments = new MemorySegment[buffers.length];
        MemorySegment empty = new MemorySegment(new Column(), new Column(), null, data, null, 0, 0);
        for (int i = 0; i < segments.length; i++) {
            Buffer buffer = buffers[i];
            segments[i] = buffer == null ? empty : segment(buffer);
        }
        return new MapOutputInMemory(segments);
    }

    private MemorySegment segment(Buffer buffer) {
        long serialized = buffer.bytes == null ? 0 : buffer.bytes.length();
        return new MemorySegment(
                buffer.keys,
                buffer.values,
                buffer.hashes,
                data,
                buffer.bytes,
                buffer.serializedCount,
                Math.max(1, buffer.sharedBytes + serialized));
    }

    /**
     * Writes the records to a new file, each partition's after those that earlier files have for it, and lets go of them.
     *
     * @throws IOException if the disk refuses, an earlier file is damaged or a serialiser of the program throws; then there is no file,
     *     and the records are as they were
     */
    public SpilledRecords moveTo(SpillFile file, List<SpilledRecords> earlier, FrameFormat format) throws IOException {
        SpilledRecords written;
        try (SpilledInputs inputs = new SpilledInputs(earlier);
                MapOutputWriter out = new MapOutputWriter(file, buffers.length, data, format)) {
            for (Buffer buffer : buffers) {
                out.copy(inputs);
                if (buffer != null) {
                    segment(buffer).writeTo(out);
                }
                out.endPartition();
            }
            written = new SpilledRecords(out.finish(), out.rawBytes());
            serializedBytes += out.serializedBytes();
        }
        buffers = new @Nullable Buffer[buffers.length];
        count = 0;
        keySizes.reset();
        valueSizes.reset();
        roomBytes = 0;
        full = false;
        asBytes = true;
        return written;
    }

    private static final class Buffer {
        private final Column keys = new Column();
        private final Column values = new Column();
        /** Hash codes of the keys; null: those of some are not known. */
        private int @Nullable [] hashes = NO_HASHES;

        private long sharedBytes;
        private @Nullable ChunkedBytes bytes;
        private int serializedCount;

        private long columnBytes() {
            long hashBytes = hashes == null ? 0 : SizeEstimator.ofReferences(hashes.length);
            return keys.bytes() + values.bytes() + hashBytes;
        }

        /** Before the key is added. */
        private void addHash(long keyHash) {
            int[] known = hashes;
            if (known == null) {
                return;
            }
            if (keyHash == RecordCursor.UNKNOWN) {
                hashes = null;
                return;
            }
            int index = keys.size();
            if (index == known.length) {
                known = Arrays.copyOf(known, Math.max(FIRST_HASHES, index + index / 2));
                hashes = known;
            }
            known[index] = (int) keyHash;
        }
    }

    /** Takes bytes to the partition whose turn it is. */
    private static final class Redirected extends OutputStream {
        private OutputStream to = OutputStream.nullOutputStream();

        @Override
        public void write(int value) throws IOException {
            to.write(value);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            to.write(bytes, start, length);
        }
    }
}

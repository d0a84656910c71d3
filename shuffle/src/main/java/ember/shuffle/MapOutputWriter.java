// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.shuffle.spill.SpillFile;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameOutputStream;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.data.DataSerialization;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link MapOutputFile}, one reduce partition after another. Closed without being finished, it leaves no file. Used by one
 * thread.
 */
public final class MapOutputWriter implements Closeable {
    private final SpillFile file;
    private final DataSerialization data;
    private final FrameFormat format;
    private final FrameOutputStream frames;
    private final Counted raw;
    private final RecordWriter records;
    private final long[] ends;
    private final long[] counts;
    private final long[] rawBytes;
    private long copiedBytes;
    private long endedBytes;
    private int partition;
    private boolean finished;

    /**
     * @param file made here; there is none yet
     * @throws IOException if it cannot be made
     */
    public MapOutputWriter(SpillFile file, int partitions, DataSerialization data, FrameFormat format)
            throws IOException {
        this.file = file;
        this.data = data;
        this.format = format;
        this.ends = new long[partitions];
        this.counts = new long[partitions];
        this.rawBytes = new long[partitions];
        this.frames = new FrameOutputStream(file.path(), format);
        this.raw = new Counted(frames);
        this.records = data.newWriter(raw);
    }

    /** Adds a record to the current partition. */
    public void write(@Nullable Object key, @Nullable Object value) throws IOException {
        records.write(key);
        records.write(value);
        counts[partition]++;
    }

    /** Adds records that are bytes already. */
    void writeSerialized(ChunkedBytes bytes, long count) throws IOException {
        records.flush();
        bytes.writeTo(raw);
        copiedBytes += bytes.length();
        counts[partition] += count;
    }

    /** Adds what other files have for the current partition. */
    void copy(SpilledInputs from) throws IOException {
        records.flush();
        long before = raw.bytes;
        from.copy(partition, raw);
        copiedBytes += raw.bytes - before;
        counts[partition] += from.count(partition);
    }

    /** Goes on to the next partition. */
    public void endPartition() throws IOException {
        records.flush();
        rawBytes[partition] = raw.bytes - endedBytes;
        endedBytes = raw.bytes;
        ends[partition++] = frames.endFrame();
    }

    /** How many bytes each partition was given. */
    long[] rawBytes() {
        return rawBytes;
    }

    /** Bytes that objects were turned into, before they were compressed. */
    public long serializedBytes() {
        return raw.bytes - copiedBytes;
    }

    /** How long it took to compress frames and to write them. */
    public long writeNanos() {
        return frames.writeNanos();
    }

    /** The output. Call once, when all partitions have ended. */
    public MapOutputFile finish() throws IOException {
        frames.close();
        finished = true;
        return new MapOutputFile(file, data, format, ends, counts);
    }

    @Override
    public void close() throws IOException {
        if (!finished) {
            frames.discard();
        }
    }

    private static final class Counted extends OutputStream {
        private final OutputStream out;
        private long bytes;

        Counted(OutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
            bytes++;
        }

        @Override
        public void write(byte[] from, int start, int length) throws IOException {
            out.write(from, start, length);
            bytes += length;
        }
    }
}

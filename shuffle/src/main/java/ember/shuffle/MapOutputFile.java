// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.shuffle.spill.SpillFile;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameInputStream;
import ember.storage.serialize.data.DataSerialization;
import java.io.IOException;

/** A map output in a file: the reduce partitions one after another, each of frames of its own, to be read alone. */
public final class MapOutputFile implements MapOutputOnDisk {
    private final SpillFile file;
    private final DataSerialization data;
    private final FrameFormat format;
    /** Where each partition ends. */
    private final long[] ends;

    private final long[] counts;

    MapOutputFile(SpillFile file, DataSerialization data, FrameFormat format, long[] ends, long[] counts) {
        this.file = file;
        this.data = data;
        this.format = format;
        this.ends = ends;
        this.counts = counts;
    }

    SpillFile file() {
        return file;
    }

    /** How large the file is. */
    public long diskBytes() {
        return ends[ends.length - 1];
    }

    @Override
    public boolean isThere() {
        // Answers 0 for a file that is missing, and throws nothing.
        return file.path().toFile().length() >= diskBytes();
    }

    @Override
    public void delete() {
        file.delete();
    }

    @Override
    public void releaseFrom(SpillSpace space) {
        space.release(file);
    }

    long count(int reducePartition) {
        return counts[reducePartition];
    }

    /** All partitions, one after another. The caller closes it. */
    FrameInputStream bytes() throws IOException {
        return new FrameInputStream(file.path(), 0, diskBytes(), format);
    }

    private long start(int reducePartition) {
        return reducePartition == 0 ? 0 : ends[reducePartition - 1];
    }

    @Override
    public Segment segment(int reducePartition) {
        return () -> open(reducePartition);
    }

    private RecordCursor open(int reducePartition) throws IOException {
        try {
            return new FileCursor(
                    new FrameInputStream(file.path(), start(reducePartition), ends[reducePartition], format),
                    data,
                    counts[reducePartition]);
        } catch (IOException e) {
            throw new UnreadableOutputException(e);
        }
    }

    @Override
    public long[] estimatedBytes() {
        long[] sizes = new long[ends.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = ends[i] - start(i);
        }
        return sizes;
    }

    @Override
    public long recordCount() {
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }
}

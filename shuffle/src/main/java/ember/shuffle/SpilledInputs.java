// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.disk.FrameInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;

/** Spilled records that are merged: each file is opened once and read from end to end. Used by one thread. */
final class SpilledInputs implements Closeable {
    private static final int COPY_BYTES = 8 << 10;

    private final List<SpilledRecords> spilled;
    private final List<FrameInputStream> open = new ArrayList<>();
    private final byte[] buffer = new byte[COPY_BYTES];

    SpilledInputs(List<SpilledRecords> spilled) throws IOException {
        this.spilled = spilled;
        try {
            for (SpilledRecords part : spilled) {
                open.add(part.file().bytes());
            }
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    /** Copies what all have for a partition, in their order. The partitions are asked for one after another. */
    void copy(int reducePartition, OutputStream to) throws IOException {
        for (int i = 0; i < open.size(); i++) {
            long left = spilled.get(i).rawBytes(reducePartition);
            while (left > 0) {
                int count = open.get(i).read(buffer, 0, (int) Math.min(left, buffer.length));
                if (count < 0) {
                    throw new EOFException("a spilled file ended early: "
                            + spilled.get(i).file().file().path());
                }
                to.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    /** How many records all have for a partition. */
    long count(int reducePartition) {
        long count = 0;
        for (SpilledRecords part : spilled) {
            count += part.file().count(reducePartition);
        }
        return count;
    }

    @Override
    public void close() throws IOException {
        for (FrameInputStream in : open) {
            in.close();
        }
    }
}

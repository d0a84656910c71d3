// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.rdd.Partition;
import java.io.File;
import java.util.ArrayList;
import java.util.List;

/** Bytes of a file; {@code length} is {@link Long#MAX_VALUE} for all there is of one that cannot be cut. */
record FileSplit(int index, File file, long start, long length) implements Partition {
    /** How Hadoop sees a local file: in blocks of this size. */
    static final long BLOCK_BYTES = 32L << 20;
    /** The last split of a file may be this much longer than the others. */
    private static final double SLOP = 1.1;

    /**
     * Splits of about a share of all bytes each, as Hadoop's older input formats make them. Empty files have none.
     *
     * @param minPartitions a hint at their number
     * @param minBytes what a split has at the least if its file has
     * @throws IllegalArgumentException if {@code minPartitions} is negative
     */
    static List<FileSplit> shares(List<File> files, int minPartitions, long minBytes) {
        if (minPartitions < 0) {
            throw new IllegalArgumentException("Illegal Capacity: " + minPartitions);
        }
        long total = 0;
        for (File file : files) {
            total += file.length();
        }
        long goal = total / Math.max(1, minPartitions);
        long splitBytes = Math.max(minBytes, Math.min(goal, BLOCK_BYTES));
        List<FileSplit> splits = new ArrayList<>();
        for (File file : files) {
            add(file, Compression.isCompressed(file) ? Long.MAX_VALUE : splitBytes, splits);
        }
        return splits;
    }

    /** Adds the splits of a file; {@code splitBytes} is {@link Long#MAX_VALUE} for one that is not to be cut. */
    static void add(File file, long splitBytes, List<FileSplit> splits) {
        long length = file.length();
        if (length == 0) {
            return;
        }
        if (splitBytes == Long.MAX_VALUE) {
            splits.add(new FileSplit(splits.size(), file, 0, Long.MAX_VALUE));
            return;
        }
        long start = 0;
        while ((double) (length - start) / splitBytes > SLOP) {
            splits.add(new FileSplit(splits.size(), file, start, splitBytes));
            start += splitBytes;
        }
        if (start < length) {
            splits.add(new FileSplit(splits.size(), file, start, length - start));
        }
    }

    /** Where it ends; may lie behind the end of the file. */
    long end() {
        return length == Long.MAX_VALUE ? Long.MAX_VALUE : start + length;
    }
}

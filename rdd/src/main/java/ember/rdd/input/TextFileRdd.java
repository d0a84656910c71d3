// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.model.Failures;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The lines of text files, in splits of nearly equal length that never cut a line. */
final class TextFileRdd extends Rdd<String> {
    /** How Hadoop sees a local file: in blocks of this size. */
    private static final long BLOCK_BYTES = 32L << 20;
    /** The last split of a file may be this much longer than the others. */
    private static final double SPLIT_SLOP = 1.1;

    private final String path;
    private final int minPartitions;

    TextFileRdd(JobRunner runner, String path, int minPartitions) {
        super(runner);
        this.path = path;
        this.minPartitions = minPartitions;
    }

    /** Bytes of a file; {@code length} is {@link Long#MAX_VALUE} for all there is of a compressed one. */
    private record Split(int index, File file, long start, long length) implements Partition {}

    @Override
    public String kind() {
        return "HadoopRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<File> files;
        try {
            files = InputPaths.files(path, true);
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
        if (minPartitions < 0) {
            throw new IllegalArgumentException("Illegal Capacity: " + minPartitions);
        }
        long total = 0;
        for (File file : files) {
            total += file.length();
        }
        long goal = total / Math.max(1, minPartitions);
        long splitBytes = Math.max(1, Math.min(goal, BLOCK_BYTES));
        List<Split> splits = new ArrayList<>();
        for (File file : files) {
            addSplits(file, splitBytes, splits);
        }
        return splits;
    }

    private static void addSplits(File file, long splitBytes, List<Split> splits) {
        long length = file.length();
        if (length == 0) {
            return;
        }
        if (Compression.isCompressed(file)) {
            splits.add(new Split(splits.size(), file, 0, Long.MAX_VALUE));
            return;
        }
        long start = 0;
        while ((double) (length - start) / splitBytes > SPLIT_SLOP) {
            splits.add(new Split(splits.size(), file, start, splitBytes));
            start += splitBytes;
        }
        if (start < length) {
            splits.add(new Split(splits.size(), file, start, length - start));
        }
    }

    @Override
    public Iterator<String> compute(List<Dependency> parents, Partition partition, TaskContext context)
            throws Exception {
        Split split = (Split) partition;
        InputStream in = Compression.open(split.file);
        SplitLines lines =
                new SplitLines(new LineReader(in, split.start), split.start, split.start + split.length, context);
        context.addCompletionListener(ended -> lines.close());
        if (split.start > 0) {
            FileChannel channel = ((FileInputStream) in).getChannel();
            channel.position(split.start);
        }
        lines.begin();
        return lines;
    }
}

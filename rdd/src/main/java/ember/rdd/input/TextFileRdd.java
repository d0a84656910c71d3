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
import java.util.Iterator;
import java.util.List;

/** The lines of text files, in splits of nearly equal length that never cut a line. */
final class TextFileRdd extends Rdd<String> {
    private final String path;
    private final int minPartitions;

    TextFileRdd(JobRunner runner, String path, int minPartitions) {
        super(runner);
        this.path = path;
        this.minPartitions = minPartitions;
    }

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
        return FileSplit.shares(files, minPartitions, 1);
    }

    @Override
    public Iterator<String> compute(List<Dependency> parents, Partition partition, TaskContext context)
            throws Exception {
        FileSplit split = (FileSplit) partition;
        InputStream in = Compression.open(split.file());
        SplitLines lines = new SplitLines(new LineReader(in, split.start()), split.start(), split.end(), context);
        context.addCompletionListener(ended -> lines.close());
        if (split.start() > 0) {
            FileChannel channel = ((FileInputStream) in).getChannel();
            channel.position(split.start());
        }
        lines.begin();
        return lines;
    }
}

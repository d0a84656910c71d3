// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.model.Failures;
import ember.model.Pairing;
import ember.model.TaskMetric;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;

/** Files as pairs of their URI and their text, several files to a partition. */
final class WholeTextFileRdd<P> extends Rdd<P> {
    private final String path;
    private final int minPartitions;
    private final Pairing<P> pairing;

    WholeTextFileRdd(JobRunner runner, String path, int minPartitions, Pairing<P> pairing) {
        super(runner);
        this.path = path;
        this.minPartitions = minPartitions;
        this.pairing = pairing;
    }

    @Override
    public String kind() {
        return "WholeTextFileRDD";
    }

    /** Files are put together until they reach an equal share of all bytes. */
    @Override
    protected List<? extends Partition> listPartitions() {
        List<File> files;
        try {
            files = InputPaths.files(path, false);
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
        long total = 0;
        for (File file : files) {
            total += file.length();
        }
        long share = (long) Math.ceil((double) total / (minPartitions == 0 ? 1 : minPartitions));
        return FileGroup.of(files, share);
    }

    @Override
    public Iterator<P> compute(List<Dependency> parents, Partition partition, TaskContext context) {
        Iterator<File> files = ((FileGroup) partition).files().iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return files.hasNext();
            }

            @Override
            public P next() {
                File file = files.next();
                try (InputStream in = Compression.open(file)) {
                    byte[] bytes = in.readAllBytes();
                    context.metrics().add(TaskMetric.INPUT_BYTES_READ, bytes.length);
                    context.metrics().add(TaskMetric.INPUT_RECORDS_READ, 1);
                    return pairing.of(LocalPaths.uri(file), new String(bytes, StandardCharsets.UTF_8));
                } catch (IOException e) {
                    throw Failures.sneaky(e);
                }
            }
        };
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.model.Failures;
import ember.model.Pairing;
import ember.model.TaskMetric;
import ember.model.function.Function1;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.io.File;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;

/** Files as pairs of their URI and something that opens them, several files to a partition. */
public final class BinaryFileRdd<P> extends Rdd<P> {
    private final String path;
    private final Packing packing;
    private final Pairing<P> pairing;
    private final Function1<String, ?> opener;

    /**
     * How many files go together.
     *
     * @param tasks partitions that can be worked on at once: a group need not be larger than an equal share for each
     * @param maxBytes bytes of a group at which it is closed
     * @param fileBytes what opening a file costs, in bytes that could be read meanwhile
     */
    public record Packing(int tasks, long maxBytes, long fileBytes) {
        long groupBytes(List<File> files) {
            long total = 0;
            for (File file : files) {
                total += file.length() + fileBytes;
            }
            return Math.min(maxBytes, Math.max(fileBytes, total / tasks));
        }
    }

    /**
     * @param path comma-separated files, directories and globs
     * @param opener makes the second part of a pair of a file's URI; cannot change, as tasks share it
     */
    public BinaryFileRdd(
            JobRunner runner, String path, Packing packing, Pairing<P> pairing, Function1<String, ?> opener) {
        super(runner);
        this.path = path;
        this.packing = packing;
        this.pairing = pairing;
        this.opener = opener;
        setName(path);
    }

    @Override
    public String kind() {
        return "BinaryFileRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        try {
            List<File> files = InputPaths.files(path, false);
            return FileGroup.of(files, packing.groupBytes(files));
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
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
                String uri = LocalPaths.uri(files.next());
                context.metrics().add(TaskMetric.INPUT_RECORDS_READ, 1);
                try {
                    return pairing.of(uri, opener.call(uri));
                } catch (Exception e) {
                    throw Failures.sneaky(e);
                }
            }
        };
    }
}

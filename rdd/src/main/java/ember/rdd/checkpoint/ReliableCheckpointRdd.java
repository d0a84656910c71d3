// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.checkpoint;

import ember.model.Failures;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.input.LocalPaths;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the files of a reliable checkpoint. Every partition is always the same, so nothing below needs to be computed again. */
public final class ReliableCheckpointRdd<T> extends Rdd<T> {
    private final File directory;
    private final @Nullable Partitioner partitioner;
    private final boolean compressed;

    ReliableCheckpointRdd(JobRunner runner, File directory, @Nullable Partitioner partitioner) {
        super(runner);
        this.directory = directory;
        this.partitioner = partitioner;
        this.compressed = Truncation.isCompressed(runner);
    }

    /**
     * Opens a checkpoint that was written before, perhaps by another program.
     *
     * @throws IllegalArgumentException if the directory is not there
     */
    public static <T> Rdd<T> open(JobRunner runner, String path) {
        try {
            File directory = LocalPaths.file(path);
            if (!directory.isDirectory()) {
                throw new IllegalArgumentException("requirement failed: Checkpoint directory does not exist: " + path);
            }
            return new ReliableCheckpointRdd<>(runner, directory, CheckpointFiles.readPartitioner(directory));
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.sneaky(e);
        }
    }

    /** URI of the directory. */
    public String file() {
        return LocalPaths.uri(directory);
    }

    @Override
    public String kind() {
        return "ReliableCheckpointRDD";
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return partitioner;
    }

    private record Part(int index, File file) implements Partition {}

    @Override
    protected List<? extends Partition> listPartitions() {
        List<Part> parts = new ArrayList<>();
        try {
            for (File file : CheckpointFiles.parts(directory)) {
                parts.add(new Part(parts.size(), file));
            }
        } catch (IOException e) {
            throw Failures.sneaky(e);
        }
        return parts;
    }

    @Override
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        File file = ((Part) partition).file;
        if (!file.exists()) {
            throw new FileNotFoundException("File " + LocalPaths.uri(file) + " does not exist");
        }
        return context.readRecords(new FileInputStream(file), compressed);
    }
}

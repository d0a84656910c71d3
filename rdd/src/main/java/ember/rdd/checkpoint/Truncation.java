// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.checkpoint;

import ember.model.Failures;
import ember.rdd.CheckpointMark;
import ember.rdd.Checkpoints;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.RecordSink;
import ember.rdd.TaskContext;
import ember.rdd.input.LocalPaths;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cuts lineages short: to files that survive the context, or to cached partitions.
 *
 * <p>An RDD is marked by the program, and truncated on the program's thread after the first job that succeeded on it or on a
 * descendant. Marks that come after that job are ignored, as in Spark.
 */
public final class Truncation {
    private Truncation() {}

    /** Asks for files; throws {@link Failures#failure} if there is no directory for them. */
    public static void mark(Rdd<?> rdd) {
        if (rdd instanceof ReliableCheckpointRdd<?>) {
            return;
        }
        JobRunner runner = rdd.runner();
        if (runner.checkpoints().directory() == null) {
            throw Failures.<RuntimeException>sneaky(
                    runner.failures().failure("Checkpoint directory has not been set in the SparkContext", null));
        }
        rdd.markForReliableCheckpoint();
    }

    /** Asks for cached partitions. */
    public static void markLocal(Rdd<?> rdd) {
        boolean pendingReliable =
                rdd.checkpointMark().isPending() && !rdd.checkpointMark().isLocal();
        Checkpoints log = rdd.runner().checkpoints();
        if (!rdd.markForLocalCheckpoint()) {
            log.warn(
                    rdd.kind(),
                    "Not marking RDD for local checkpoint because it was already checkpointed and materialized");
        } else if (pendingReliable) {
            log.warn(
                    rdd.kind(), "RDD was already marked for reliable checkpointing: overriding with local checkpoint.");
        }
    }

    /** URI of the directory with a reliable checkpoint of the RDD; null: there is none. */
    public static @Nullable String file(Rdd<?> rdd) {
        return rdd instanceof ReliableCheckpointRdd<?> files
                ? files.file()
                : rdd.checkpointMark().file();
    }

    /** Spark: spark.checkpoint.compress. */
    static boolean isCompressed(JobRunner runner) {
        return !"false".equalsIgnoreCase(runner.setting("spark.checkpoint.compress"));
    }

    static File directoryOf(Rdd<?> rdd, File root) {
        return new File(root, "rdd-" + rdd.id());
    }

    /**
     * Has a job that is about to be submitted write what it computes of the RDDs that {@link #afterJob} will truncate to files.
     *
     * @return what is to be done if the job fails
     */
    public static Runnable beforeJob(Rdd<?> last, boolean ancestorsToo) {
        List<Rdd<?>> written = new ArrayList<>();
        Set<Rdd<?>> seen = new HashSet<>();
        Deque<Rdd<?>> open = new ArrayDeque<>();
        open.push(last);
        while (!open.isEmpty()) {
            Rdd<?> rdd = open.pop();
            if (rdd.wasOfferedForCheckpoint() || !seen.add(rdd)) {
                continue;
            }
            CheckpointMark mark = rdd.checkpointMark();
            if (mark.isPending() && !mark.isLocal() && FirstPass.begin(rdd)) {
                written.add(rdd);
            }
            if (!mark.isPending() || ancestorsToo) {
                for (Dependency dependency : rdd.dependencies()) {
                    open.push(dependency.rdd());
                }
            }
        }
        return () -> written.forEach(FirstPass::end);
    }

    /**
     * Truncates what was marked among {@code last} and its ancestors, each RDD being looked at after one job only.
     *
     * @param ancestorsToo go on above a marked RDD, and do those first; else the first marked one on each path is all
     */
    public static void afterJob(Rdd<?> last, boolean ancestorsToo) {
        record Visit(Rdd<?> rdd, boolean ancestorsDone) {}
        Deque<Visit> open = new ArrayDeque<>();
        open.push(new Visit(last, false));
        while (!open.isEmpty()) {
            Visit visit = open.pop();
            Rdd<?> rdd = visit.rdd;
            if (visit.ancestorsDone) {
                truncate(rdd);
            } else if (rdd.offerForCheckpoint()) {
                boolean marked = rdd.checkpointMark().isPending();
                if (marked) {
                    open.push(new Visit(rdd, true));
                }
                if (!marked || ancestorsToo) {
                    List<Dependency> dependencies = rdd.dependencies();
                    for (int i = dependencies.size() - 1; i >= 0; i--) {
                        open.push(new Visit(dependencies.get(i).rdd(), false));
                    }
                }
            }
        }
    }

    private static <T> void truncate(Rdd<T> rdd) {
        if (rdd.checkpointMark().isLocal()) {
            int[] missing = rdd.runner().checkpoints().uncachedPartitions(rdd);
            if (missing.length > 0) {
                rdd.runner().runJob(rdd, new Compute<>(), missing, (position, nothing) -> {});
            }
            rdd.truncateTo(new LocalCheckpointRdd<>(rdd), null);
            return;
        }
        try {
            write(rdd);
        } catch (IOException e) {
            throw Failures.sneaky(e);
        } finally {
            FirstPass.end(rdd);
        }
    }

    private static <T> void write(Rdd<T> rdd) throws IOException {
        JobRunner runner = rdd.runner();
        Checkpoints checkpoints = runner.checkpoints();
        File root = checkpoints.directory();
        if (root == null) {
            throw new IOException("The checkpoint directory was taken away before RDD " + rdd.id() + " was written");
        }
        File directory = directoryOf(rdd, root);
        long start = System.nanoTime();
        Files.createDirectories(directory.toPath());
        runner.runJob(
                rdd,
                new Write<>(directory.getPath(), isCompressed(runner), FirstPass.prefixOf(rdd)),
                Jobs.allPartitions(rdd),
                (position, nothing) -> {});
        Partitioner partitioner = rdd.partitioner();
        if (partitioner != null) {
            CheckpointFiles.writePartitioner(directory, partitioner);
        }
        checkpoints.info(
                "ReliableCheckpointRDD", "Checkpointing took " + (System.nanoTime() - start) / 1_000_000 + " ms.");
        ReliableCheckpointRdd<T> reader = new ReliableCheckpointRdd<>(runner, directory, partitioner);
        if (reader.numPartitions() != rdd.numPartitions()) {
            throw Failures.<RuntimeException>sneaky(runner.failures()
                    .failure(
                            "Checkpoint RDD has a different number of partitions from original RDD. Original RDD [ID: "
                                    + rdd.id() + ", num of partitions: " + rdd.numPartitions()
                                    + "]; Checkpoint RDD [ID: " + reader.id() + ", num of partitions: "
                                    + reader.numPartitions() + "].",
                            null));
        }
        checkpoints.written(reader, directory);
        String uri = LocalPaths.uri(directory);
        rdd.truncateTo(reader, uri);
        checkpoints.info(
                "ReliableRDDCheckpointData",
                "Done checkpointing RDD " + rdd.id() + " to " + uri + ", new parent is RDD " + reader.id());
    }

    /** Reads a partition to its end, so that it is cached. */
    private record Compute<T>() implements PartitionFunction<T, Integer> {
        @Override
        public Integer apply(TaskContext context, Iterator<T> elements) {
            while (elements.hasNext()) {
                elements.next();
            }
            return 0;
        }
    }

    /**
     * Writes a partition under a name of the attempt's own, then gives it its name.
     *
     * @param written what the name of a file begins with that the partition was written to before; null: there is none
     */
    private record Write<T>(
            String directory, boolean compressed, @Nullable String written) implements PartitionFunction<T, Integer> {
        @Override
        public Integer apply(TaskContext context, Iterator<T> elements) throws Exception {
            String name = CheckpointFiles.part(context.partitionId());
            File part = new File(directory, name);
            if (written != null) {
                File before = new File(directory, written + name);
                if (before.exists()) {
                    CheckpointFiles.publish(before, part);
                    return 0;
                }
            }
            File attempt = new File(directory, "." + name + "-attempt-" + context.taskAttemptId());
            context.addFailureListener((task, failure) -> Files.deleteIfExists(attempt.toPath()));
            try (RecordSink sink = context.recordSink(new FileOutputStream(attempt), compressed)) {
                while (elements.hasNext()) {
                    sink.write(elements.next());
                }
            }
            CheckpointFiles.publish(attempt, part);
            return 0;
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.output;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.model.function.Function1;
import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.input.LocalPaths;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Saves elements as lines of text, one file per partition. */
public final class TextOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    private TextOutput() {}

    /**
     * Writes each element's text and a line feed into {@code part-00000}, {@code part-00001}, ... of a new directory, and an empty
     * {@code _SUCCESS} when all is there.
     *
     * <p>Throws a {@link java.nio.file.FileAlreadyExistsException} if there is something at the path, and Spark's "Job aborted." if the
     * job fails; then the directory is left empty.
     */
    public static void saveAsTextFile(Rdd<?> rdd, String path) {
        Rdd<String> lines = new NarrowRdd<>(rdd, new NarrowOp.Map(new Line()), false);
        try {
            save(lines, path);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    private static void save(Rdd<String> lines, String path) throws Exception {
        OutputCommit commit = new OutputCommit(LocalPaths.file(path), lines.id());
        commit.setUpJob();
        try {
            lines.runner().runJob(lines, new WritePart(commit), Jobs.allPartitions(lines), (i, written) -> {});
            commit.commitJob();
        } catch (Exception e) {
            cleanUp(e, commit::abortJob);
            throw lines.runner().failures().failure("Job aborted.", e);
        }
    }

    private interface CleanUp {
        void run() throws IOException;
    }

    /** Takes back what a failure left; what goes wrong with that is told beside it. */
    private static void cleanUp(Throwable failure, CleanUp cleanUp) {
        try {
            cleanUp.run();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    private record Line() implements Function1<Object, Object> {
        @Override
        public Object call(@Nullable Object element) {
            if (element == null) {
                throw new IllegalArgumentException("requirement failed: text files do not allow null rows");
            }
            return element.toString();
        }
    }

    private record WritePart(OutputCommit commit) implements PartitionFunction<String, Boolean> {
        @Override
        public Boolean apply(TaskContext context, Iterator<String> lines) throws Exception {
            try {
                File part = commit.setUpTask(context.partitionId(), context.taskAttemptId());
                write(part, lines, context);
                commit.commitTask(context);
                return true;
            } catch (Exception | Error e) {
                cleanUp(e, () -> commit.abortTask(context.partitionId(), context.taskAttemptId()));
                if (context.isInterrupted()) {
                    throw e;
                }
                throw context.failures().failure("Task failed while writing rows", e);
            }
        }
    }

    private static void write(File part, Iterator<String> lines, TaskContext context) throws IOException {
        long records = 0;
        long bytes = 0;
        try (OutputStream out = new BufferedOutputStream(new FileOutputStream(part), BUFFER_BYTES)) {
            while (lines.hasNext()) {
                byte[] line = lines.next().getBytes(StandardCharsets.UTF_8);
                out.write(line);
                out.write('\n');
                records++;
                bytes += line.length + 1L;
            }
        }
        context.metrics().add(TaskMetric.OUTPUT_RECORDS_WRITTEN, records);
        context.metrics().add(TaskMetric.OUTPUT_BYTES_WRITTEN, bytes);
    }
}

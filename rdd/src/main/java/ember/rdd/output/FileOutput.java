// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.output;

import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.input.LocalPaths;
import java.io.BufferedOutputStream;
import java.io.File;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.Iterator;

/** Saves an RDD as files {@code part-00000}, {@code part-00001}, ... of a new directory, one per partition. */
final class FileOutput {
    private static final int BUFFER_BYTES = 1 << 16;

    private FileOutput() {}

    /** Writes the elements of a partition into its file. Cannot change, as tasks share it. */
    interface PartWriter<T> extends Serializable {
        void write(Iterator<T> elements, OutputStream out, TaskContext context) throws Exception;
    }

    /** See {@link TextOutput#saveAsTextFile} for what is there afterwards, and what is thrown. */
    static <T> void save(Rdd<T> rdd, String path, PartWriter<T> writer) throws Exception {
        OutputCommit commit = new OutputCommit(LocalPaths.file(path), rdd.id());
        commit.setUpJob();
        try {
            rdd.runner().runJob(rdd, new WritePart<>(commit, writer), Jobs.allPartitions(rdd), (i, written) -> {});
            commit.commitJob();
        } catch (Exception e) {
            cleanUp(e, commit::abortJob);
            throw rdd.runner().failures().failure("Job aborted.", e);
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

    private record WritePart<T>(OutputCommit commit, PartWriter<T> writer) implements PartitionFunction<T, Boolean> {
        @Override
        public Boolean apply(TaskContext context, Iterator<T> elements) throws Exception {
            try {
                File part = commit.setUpTask(context.partitionId(), context.taskAttemptId());
                try (OutputStream out = new BufferedOutputStream(new FileOutputStream(part), BUFFER_BYTES)) {
                    writer.write(elements, out, context);
                }
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
}

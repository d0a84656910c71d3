// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.hadoop;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.io.IOException;
import java.io.Serializable;
import java.util.Iterator;
import org.apache.hadoop.mapreduce.JobContext;
import org.apache.hadoop.mapreduce.JobStatus;
import org.apache.hadoop.mapreduce.OutputCommitter;
import org.apache.hadoop.mapreduce.TaskAttemptContext;
import scala.Tuple2;

/** Saves pairs by an output format: attempts write apart, those that may commit do, and the job commits last. */
final class HadoopSave {
    private HadoopSave() {}

    /** What an attempt writes with. */
    interface Writer {
        void write(Object key, Object value) throws IOException, InterruptedException;

        void close() throws IOException, InterruptedException;
    }

    /** One of Hadoop's two interfaces, set up for one job. Tasks get copies of their own. */
    abstract static class Output implements Serializable {
        /** Fails if the job could not write. */
        abstract void check() throws IOException, InterruptedException;

        abstract JobContext job();

        abstract OutputCommitter committer(TaskAttemptContext attempt) throws IOException, InterruptedException;

        abstract TaskAttemptContext attempt(int partition, int number);

        abstract Writer open(TaskAttemptContext attempt) throws IOException, InterruptedException;
    }

    /** Throws what the output's check throws, and Spark's "Job aborted." if the job fails. */
    static void save(Rdd<?> given, Output output) {
        Rdd<Object> pairs = elements(given);
        try {
            if (!"false".equalsIgnoreCase(pairs.runner().setting("spark.hadoop.validateOutputSpecs"))) {
                output.check();
            }
            JobContext job = output.job();
            OutputCommitter committer = output.committer(output.attempt(0, 0));
            committer.setupJob(job);
            try {
                pairs.runner().runJob(pairs, new WritePart<Object>(output), Jobs.allPartitions(pairs), (i, done) -> {});
                committer.commitJob(job);
            } catch (Exception e) {
                cleanUp(e, () -> committer.abortJob(job, JobStatus.State.FAILED));
                throw pairs.runner().failures().failure("Job aborted.", e);
            }
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    @SuppressWarnings("unchecked") // whatever it holds is an object
    private static Rdd<Object> elements(Rdd<?> rdd) {
        return (Rdd<Object>) rdd;
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

    private record WritePart<T>(Output output) implements PartitionFunction<T, Boolean> {
        @Override
        public Boolean apply(TaskContext context, Iterator<T> pairs) throws Exception {
            TaskAttemptContext attempt = output.attempt(context.partitionId(), (int) context.taskAttemptId());
            OutputCommitter committer = output.committer(attempt);
            try {
                committer.setupTask(attempt);
                write(output.open(attempt), pairs, context);
                if (committer.needsTaskCommit(attempt)) {
                    if (!context.mayCommit()) {
                        throw new IOException(attempt.getTaskAttemptID()
                                + ": Not committed because the driver did not authorize commit");
                    }
                    committer.commitTask(attempt);
                }
                return true;
            } catch (Exception | Error e) {
                cleanUp(e, () -> committer.abortTask(attempt));
                if (context.isInterrupted()) {
                    throw e;
                }
                throw context.failures().failure("Task failed while writing rows", e);
            }
        }
    }

    private static void write(Writer writer, Iterator<?> pairs, TaskContext context)
            throws IOException, InterruptedException {
        long records = 0;
        try {
            while (pairs.hasNext()) {
                Tuple2<?, ?> pair = (Tuple2<?, ?>) pairs.next();
                writer.write(pair._1(), pair._2());
                records++;
            }
        } finally {
            writer.close();
        }
        context.metrics().add(TaskMetric.OUTPUT_RECORDS_WRITTEN, records);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.JobExecutionStatus;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.api.java.JavaFutureAction;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.jspecify.annotations.Nullable;

/**
 * Waits until an engine knows what its jobs have done. Spark's status store, which {@code toDebugString} asks for what is cached, hears of
 * it on a thread of its own, after the action has returned. Events reach it in order, so when it knows of a job's end, it knows of all
 * before.
 */
final class Settled {
    /** A local property of jobs that are no part of the program. */
    static final String MARK = "conformance.mark";

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long PAUSE_NANOS = TimeUnit.MICROSECONDS.toNanos(20);

    private Settled() {}

    /** Runs an empty job. @return its id */
    static int await(JavaSparkContext context) {
        JavaRDD<Object> nothing = context.emptyRDD();
        context.setLocalProperty(MARK, "a mark");
        JavaFutureAction<Long> mark = nothing.countAsync();
        context.setLocalProperty(MARK, null);
        try {
            mark.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
        int job = mark.jobIds().get(0);
        long begin = System.nanoTime();
        while (!hasEnded(context.statusTracker().getJobInfo(job))) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new IllegalStateException("a job's end was not known after 60 s");
            }
            // The thread that tells of it may need the processor.
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return job;
    }

    private static boolean hasEnded(@Nullable SparkJobInfo info) {
        return info != null && info.status() == JobExecutionStatus.SUCCEEDED;
    }
}

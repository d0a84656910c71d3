// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.pipeline;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.apache.spark.JobExecutionStatus;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.JavaSparkStatusTracker;

/**
 * Waits until an engine knows what its jobs have done. Spark's status store, which {@code toDebugString} asks for what is cached, hears of
 * it on a thread of its own, after the action has returned. Events reach it in order, so when it knows of a job's end, it knows of all
 * before.
 */
final class Settled {
    /** A local property of jobs that are no part of the program. */
    static final String MARK = "conformance.mark";

    private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(60);

    private Settled() {}

    /** Runs an empty job. @return its id */
    static int await(JavaSparkContext context) {
        JavaRDD<Object> nothing = context.emptyRDD();
        String group = MARK + " " + nothing.id();
        context.setJobGroup(group, "a mark");
        context.setLocalProperty(MARK, group);
        nothing.count();
        context.setLocalProperty(MARK, null);
        context.clearJobGroup();
        long begin = System.nanoTime();
        int job = endedJob(context.statusTracker(), group);
        while (job < 0) {
            if (System.nanoTime() - begin > LIMIT_NANOS) {
                throw new IllegalStateException("a job's end was not known after 60 s");
            }
            Thread.onSpinWait();
            job = endedJob(context.statusTracker(), group);
        }
        return job;
    }

    /** The job of a group of one; -1: it is not known to have ended. */
    private static int endedJob(JavaSparkStatusTracker tracker, String group) {
        return Arrays.stream(tracker.getJobIdsForGroup(group))
                .filter(job -> {
                    SparkJobInfo info = tracker.getJobInfo(job);
                    return info != null && info.status() == JobExecutionStatus.SUCCEEDED;
                })
                .findFirst()
                .orElse(-1);
    }
}

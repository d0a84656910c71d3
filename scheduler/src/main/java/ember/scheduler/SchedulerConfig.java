// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

/**
 * Limits and waits of the scheduler.
 *
 * @param maxTaskFailures failures of one task before its job fails. Spark: spark.task.maxFailures, default 4; 1 in local mode
 * @param maxConsecutiveStageAttempts failed attempts of one stage without a success before its jobs fail. Spark:
 *     spark.stage.maxConsecutiveAttempts, default 4
 * @param maxStageAttempts attempts of one stage in all. Spark: spark.stage.maxAttempts, default unlimited
 * @param resubmitDelayNanos wait between a fetch failure and the resubmission, so that one round serves many failures. Spark: fixed,
 *     200 ms
 * @param cancelledGroupsRemembered groups whose future jobs are refused. Spark: spark.scheduler.numCancelledJobGroupsToTrack,
 *     default 1000
 * @param maxResultBytes results of one task set in all, 0: no limit. Spark: spark.driver.maxResultSize, default 1g
 * @param originMillis milliseconds since the epoch at the moment that the engine calls 0 ns
 */
public record SchedulerConfig(
        int maxTaskFailures,
        int maxConsecutiveStageAttempts,
        int maxStageAttempts,
        long resubmitDelayNanos,
        int cancelledGroupsRemembered,
        long maxResultBytes,
        long originMillis) {
    /** Spark's defaults, for an engine that starts its clock at 0. */
    public static final SchedulerConfig DEFAULT =
            new SchedulerConfig(4, 4, Integer.MAX_VALUE, 200_000_000L, 1000, 1L << 30, 0);

    public SchedulerConfig {
        atLeast("spark.task.maxFailures", maxTaskFailures, 1);
        atLeast("spark.stage.maxConsecutiveAttempts", maxConsecutiveStageAttempts, 1);
        atLeast("spark.stage.maxAttempts", maxStageAttempts, 1);
        atLeast("resubmitDelayNanos", resubmitDelayNanos, 0);
        atLeast("spark.scheduler.numCancelledJobGroupsToTrack", cancelledGroupsRemembered, 1);
        atLeast("spark.driver.maxResultSize", maxResultBytes, 0);
    }

    /** The same with another limit of failures of one task. */
    public SchedulerConfig withMaxTaskFailures(int failures) {
        return new SchedulerConfig(
                failures,
                maxConsecutiveStageAttempts,
                maxStageAttempts,
                resubmitDelayNanos,
                cancelledGroupsRemembered,
                maxResultBytes,
                originMillis);
    }

    /** The same with other limits of stage attempts. */
    public SchedulerConfig withStageAttempts(int consecutive, int total) {
        return new SchedulerConfig(
                maxTaskFailures,
                consecutive,
                total,
                resubmitDelayNanos,
                cancelledGroupsRemembered,
                maxResultBytes,
                originMillis);
    }

    private static void atLeast(String key, long value, long least) {
        if (value < least) {
            throw new IllegalArgumentException(key + " must be at least " + least + ", was " + value);
        }
    }
}

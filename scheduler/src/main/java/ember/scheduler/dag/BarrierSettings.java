// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

/**
 * Waits of barrier stages.
 *
 * @param checkIntervalNanos wait before a job that needs more slots than there are is tried again. Spark:
 *     spark.scheduler.barrier.maxConcurrentTasksCheck.interval, default 15 s
 * @param checkMaxFailures how often it is tried again. Spark: spark.scheduler.barrier.maxConcurrentTasksCheck.maxFailures, default 40
 * @param syncTimeoutNanos how long one task waits for the others of its attempt. Spark: spark.barrier.sync.timeout, default 365 d
 */
public record BarrierSettings(long checkIntervalNanos, int checkMaxFailures, long syncTimeoutNanos) {
    /** Spark's defaults. */
    public static final BarrierSettings DEFAULT =
            new BarrierSettings(15_000_000_000L, 40, 365L * 86_400 * 1_000_000_000L);

    public BarrierSettings {
        if (checkIntervalNanos < 0 || checkMaxFailures < 0 || syncTimeoutNanos < 1) {
            throw new IllegalArgumentException("waits of barrier stages must not be negative: " + checkIntervalNanos
                    + ", " + checkMaxFailures + ", " + syncTimeoutNanos);
        }
    }
}

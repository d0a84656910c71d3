// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

/**
 * Which executors and hosts are avoided after tasks failed there.
 *
 * @param taskAndStage whether a task or a stage avoids them. Spark: spark.excludeOnFailure.taskAndStage.enabled
 * @param application whether the whole application does. Spark: spark.excludeOnFailure.application.enabled
 * @param maxTaskAttemptsPerExecutor failures of one task on one executor, default 1
 * @param maxTaskAttemptsPerNode failures of one task on one host, default 2
 * @param maxFailedTasksPerExecutorStage different failed tasks of one stage on an executor, default 2
 * @param maxFailedExecutorsPerNodeStage executors of a host excluded for a stage, default 2
 * @param maxFailedTasksPerExecutor failed tasks of successful stages on an executor, default 2
 * @param maxFailedExecutorsPerNode executors of a host excluded for the application, default 2
 * @param timeoutNanos how long an exclusion for the application holds. Spark: spark.excludeOnFailure.timeout, default 1 h
 * @param fetchFailure whether one fetch failure excludes its executor. Spark:
 *     spark.excludeOnFailure.application.fetchFailure.enabled, default false
 */
public record ExclusionSettings(
        boolean taskAndStage,
        boolean application,
        int maxTaskAttemptsPerExecutor,
        int maxTaskAttemptsPerNode,
        int maxFailedTasksPerExecutorStage,
        int maxFailedExecutorsPerNodeStage,
        int maxFailedTasksPerExecutor,
        int maxFailedExecutorsPerNode,
        long timeoutNanos,
        boolean fetchFailure) {
    /** Spark's defaults, switched off. */
    public static final ExclusionSettings OFF =
            new ExclusionSettings(false, false, 1, 2, 2, 2, 2, 2, 3_600_000_000_000L, false);

    /** Spark's defaults, switched on. */
    public static final ExclusionSettings ON =
            new ExclusionSettings(true, true, 1, 2, 2, 2, 2, 2, 3_600_000_000_000L, false);
}

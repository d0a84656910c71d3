// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

/**
 * How much of what has ended is remembered; what runs is never forgotten.
 *
 * @param jobs at least 1. Spark: spark.ui.retainedJobs
 * @param stages at least 1. Spark: spark.ui.retainedStages
 * @param tasks of one stage attempt, at least 1. Spark: spark.ui.retainedTasks
 * @param deadExecutors at least 0. Spark: spark.ui.retainedDeadExecutors
 */
public record StatusLimits(int jobs, int stages, int tasks, int deadExecutors) {
    /** Spark's defaults. */
    public static final StatusLimits DEFAULT = new StatusLimits(1000, 1000, 100_000, 100);

    public StatusLimits {
        if (jobs < 1 || stages < 1 || tasks < 1 || deadExecutors < 0) {
            throw new IllegalArgumentException("at least 1 job, stage and task must be retained, not " + jobs + ", "
                    + stages + " and " + tasks + ", and no negative number of executors, such as " + deadExecutors);
        }
    }

    /** How many of so many are to go: a tenth of the limit at a time, else every end would walk over all that is remembered. */
    static int excess(int size, int limit) {
        return size <= limit ? 0 : Math.max(size - limit, limit / 10);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

/**
 * How long tasks wait for a slot near their data before they take one further away (delay scheduling).
 *
 * @param processNanos wait for the executor that holds the data. Spark: spark.locality.wait.process
 * @param nodeNanos wait for its host. Spark: spark.locality.wait.node
 * @param legacyReset whether every launch starts the wait anew. Spark: spark.locality.wait.legacyResetOnTaskLaunch, default false
 */
public record LocalityWaits(long processNanos, long nodeNanos, boolean legacyReset) {
    /** No waiting: a slot is never left idle for a place that would be nearer. The default of an engine in one JVM. */
    public static final LocalityWaits NONE = new LocalityWaits(0, 0, false);

    /** Whether a set may ever have to leave a slot idle. */
    boolean areAny() {
        return processNanos > 0 || nodeNanos > 0;
    }

    public LocalityWaits {
        if (processNanos < 0 || nodeNanos < 0) {
            throw new IllegalArgumentException("spark.locality.wait must not be negative");
        }
    }
}

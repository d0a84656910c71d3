// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How fast the tasks of a set read their records. What a running task has read is known only if its executor reports it; a task of
 * which nothing is known counts as slow, so that in a set that reads no records all are judged by time alone.
 */
final class ProcessRates {
    private final Map<Long, Double> running = new TreeMap<>();
    private long finishedRecords;
    private long finishedMillis;

    /** A running task has come so far. */
    void progressed(long taskId, long runMillis, TaskMetrics soFar) {
        if (runMillis > 0) {
            running.put(taskId, (double) records(soFar) / runMillis);
        }
    }

    /** @param metrics null: none were taken */
    void finished(@Nullable TaskMetrics metrics) {
        if (metrics != null) {
            finishedRecords += records(metrics);
            finishedMillis += metrics.get(TaskMetric.EXECUTOR_RUN_TIME);
        }
    }

    void forget(long taskId) {
        running.remove(taskId);
    }

    /** Whether a running task reads more slowly than this share of the average of those that finished. */
    boolean isSlow(long taskId, double share) {
        boolean averageKnown = finishedRecords > 0 && finishedMillis > 0;
        Double rate = running.get(taskId);
        return !averageKnown || rate == null || rate < share * finishedRecords / finishedMillis;
    }

    private static long records(TaskMetrics metrics) {
        return metrics.get(TaskMetric.INPUT_RECORDS_READ) + metrics.get(TaskMetric.SHUFFLE_RECORDS_READ);
    }
}

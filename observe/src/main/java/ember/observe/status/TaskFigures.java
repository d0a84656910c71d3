// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import org.jspecify.annotations.Nullable;

/** What many tasks are asked for, one after the other: {@link StageTasks#figures} fills it anew. Of a million, no million objects are made. */
public final class TaskFigures {
    private static final TaskMetric[] METRICS = TaskMetric.values();

    private final long[] metrics = new long[METRICS.length];
    private long launchedMillis;
    private long durationMillis;
    private long gettingResultMillis;
    private boolean running;
    private String executor = "";

    void fill(long launched, long duration, long gettingResult, boolean runs, String onExecutor) {
        running = runs;
        launchedMillis = launched;
        durationMillis = duration;
        gettingResultMillis = gettingResult;
        executor = onExecutor;
    }

    long[] metrics() {
        return metrics;
    }

    /** @param known null: nothing is */
    void metrics(@Nullable TaskMetrics known) {
        for (int i = 0; i < metrics.length; i++) {
            metrics[i] = known == null ? 0 : known.get(METRICS[i]);
        }
    }

    public long launchedMillis() {
        return launchedMillis;
    }

    public long durationMillis() {
        return durationMillis;
    }

    /** How long its result was fetched. */
    public long gettingResultMillis() {
        return gettingResultMillis;
    }

    /** As {@link TaskRow#schedulerDelayMillis}. Of a task that has ended. */
    long schedulerDelayMillis() {
        return TaskRow.schedulerDelay(
                durationMillis,
                metric(TaskMetric.EXECUTOR_RUN_TIME),
                metric(TaskMetric.EXECUTOR_DESERIALIZE_TIME),
                metric(TaskMetric.RESULT_SERIALIZATION_TIME),
                gettingResultMillis);
    }

    /** Whether it has not ended; its metrics are what it reported last. */
    public boolean running() {
        return running;
    }

    public String executor() {
        return executor;
    }

    @SuppressWarnings("EnumOrdinal") // an index of an array that does not leave this package
    public long metric(TaskMetric metric) {
        return metrics[metric.ordinal()];
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.TaskLocality;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.AccumulableInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task attempt as it was when it was asked for. Times are milliseconds since the epoch.
 *
 * @param index position in its stage attempt
 * @param attempt how often the task was launched before
 * @param gettingResultTimeMillis when its result began to be fetched; 0: it came with the end
 * @param finishTimeMillis 0: it runs
 * @param durationMillis from launch to end, or until now
 * @param state bits: {@link #FAILED}, {@link #KILLED}, {@link #SPECULATIVE}
 * @param metrics of a task that runs, what it reported last; null: none were taken, or it has not reported yet
 * @param accumulables named accumulators that it changed
 * @param error how it ended; null: it runs or succeeded
 * @param cause why it was launched, as a sentence; null: because its stage has to make this partition
 */
public record TaskRow(
        long taskId,
        int index,
        int attempt,
        int partition,
        long launchTimeMillis,
        long gettingResultTimeMillis,
        long finishTimeMillis,
        long durationMillis,
        String executor,
        String host,
        TaskLocality locality,
        int state,
        @Nullable TaskMetrics metrics,
        List<AccumulableInfo> accumulables,
        @Nullable String error,
        @Nullable String cause) {
    /** Of {@link #state}: it ended without success and was not killed. */
    public static final int FAILED = 1;
    /** Of {@link #state}: it was killed. */
    public static final int KILLED = 2;
    /** Of {@link #state}: it is a second copy of a slow task. */
    public static final int SPECULATIVE = 4;

    /** How it is; the names are Spark's. */
    public TaskStatus status() {
        if ((state & FAILED) != 0) {
            return TaskStatus.FAILED;
        } else if ((state & KILLED) != 0) {
            return TaskStatus.KILLED;
        }
        return finishTimeMillis != 0 ? TaskStatus.SUCCESS : TaskStatus.RUNNING;
    }

    public boolean speculative() {
        return (state & SPECULATIVE) != 0;
    }

    /** Zero where there are no metrics. */
    public long metric(TaskMetric metric) {
        return metrics == null ? 0 : metrics.get(metric);
    }

    public long gettingResultMillis() {
        return gettingResultTimeMillis == 0 || finishTimeMillis == 0
                ? 0
                : Math.max(0, finishTimeMillis - gettingResultTimeMillis);
    }

    /** What of its duration is neither the task's work nor the transport of its result; 0 while it runs. */
    public long schedulerDelayMillis() {
        if (finishTimeMillis == 0 || metrics == null) {
            return 0;
        }
        return schedulerDelay(
                durationMillis,
                metrics.get(TaskMetric.EXECUTOR_RUN_TIME),
                metrics.get(TaskMetric.EXECUTOR_DESERIALIZE_TIME),
                metrics.get(TaskMetric.RESULT_SERIALIZATION_TIME),
                gettingResultMillis());
    }

    /** Of a task that has ended, all in milliseconds. */
    static long schedulerDelay(long duration, long run, long opening, long packing, long gettingResult) {
        return Math.max(0, duration - run - opening - packing - gettingResult);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.ExecutorMetrics;
import ember.model.TaskMetrics;
import ember.model.event.StageInfo;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is shown of a stage attempt but its tasks, as it was when it was asked for.
 *
 * @param info its names, RDDs, times, failure, accumulators, and the cause why it ran or was skipped
 * @param description what the submitting thread said about it; null: nothing
 * @param pool the scheduling pool
 * @param jobIds jobs that it belongs or belonged to
 * @param firstLaunchMillis when its first task was launched; {@link StageInfo#ABSENT}: none was
 * @param madeIndices partitions that were made, each counted once
 * @param retainedTasks task attempts that can be asked for
 * @param droppedTasks task attempts that were forgotten, for there were too many
 * @param tasksVersion rises with each start, report and end of a task
 * @param metrics sums over all its task attempts, those that run as of their last report
 * @param endedMetrics sums over its task attempts that have ended
 * @param executors sums by executor, with tasks that run
 * @param killReasons how many tasks were killed for which reason
 * @param localities how many tasks were launched at which locality
 * @param speculative counts of second copies of slow tasks
 * @param durations of its tasks that succeeded
 * @param lost what task attempts did whose result nobody used: they failed, were killed, were second, or what they made was lost
 */
public record StageView(
        StageInfo info,
        StageState state,
        @Nullable String description,
        String pool,
        List<Integer> jobIds,
        long firstLaunchMillis,
        int activeTasks,
        int completedTasks,
        int failedTasks,
        int killedTasks,
        int madeIndices,
        int retainedTasks,
        int droppedTasks,
        int tasksVersion,
        TaskMetrics metrics,
        TaskMetrics endedMetrics,
        Map<String, ExecutorSums> executors,
        Map<String, Integer> killReasons,
        Map<String, Integer> localities,
        Speculative speculative,
        DurationCounts durations,
        Lost lost) {
    /** The most that was measured of any executor while it ran; null: nothing was. */
    public @Nullable ExecutorMetrics peaks() {
        ExecutorMetrics peaks = null;
        for (ExecutorSums executor : executors.values()) {
            ExecutorMetrics its = executor.peaks();
            if (its != null) {
                peaks = peaks == null ? its : peaks.peak(its);
            }
        }
        return peaks;
    }

    /**
     * Work that was done in vain.
     *
     * @param bytes read and written
     */
    public record Lost(long millis, long bytes) {}

    /** Counts of speculative tasks: all that were launched, and how they are. */
    public record Speculative(int tasks, int active, int completed, int failed, int killed) {}
}

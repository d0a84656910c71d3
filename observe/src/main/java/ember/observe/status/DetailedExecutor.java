// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.ExecutorMetrics;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An executor with all sums that are shown of it. Guarded by the store's lock. */
final class DetailedExecutor extends LiveExecutor {
    private final long addedMillis;
    private int startedTasks;
    private int failedTasks;
    private int completedTasks;
    private long taskMillis;
    private long gcMillis;
    private long inputBytes;
    private long shuffleReadBytes;
    private long shuffleWrittenBytes;
    private boolean excluded;
    private final TreeSet<Integer> excludedInStages = new TreeSet<>();
    private long removedMillis = StageInfo.ABSENT;
    private @Nullable String removeReason;
    private @Nullable ExecutorMetrics peaks;

    DetailedExecutor(EngineEvent.ExecutorAdded event) {
        super(event);
        this.addedMillis = event.timeMillis();
    }

    @Override
    void taskStarted() {
        super.taskStarted();
        startedTasks++;
    }

    @Override
    void taskEnded(EngineEvent.TaskEnded event) {
        super.taskEnded(event);
        taskMillis += Math.max(0, event.task().finishTimeMillis() - event.task().launchTimeMillis());
        if (event.end() instanceof TaskEnd.Succeeded) {
            completedTasks++;
        } else if (!LiveStage.wasKilled(event)) {
            failedTasks++;
        }
        TaskMetrics figures = event.metrics();
        if (figures != null) {
            gcMillis += figures.get(TaskMetric.JVM_GC_TIME);
            inputBytes += figures.get(TaskMetric.INPUT_BYTES_READ);
            shuffleReadBytes += figures.get(TaskMetric.LOCAL_BYTES_READ) + figures.get(TaskMetric.REMOTE_BYTES_READ);
            shuffleWrittenBytes += figures.get(TaskMetric.SHUFFLE_BYTES_WRITTEN);
        }
        // Whatever ran a task is known to have been measured, as Spark has it.
        peaks = peaks == null ? ExecutorMetrics.ZERO : peaks;
    }

    void measured(ExecutorMetrics metrics) {
        peaks = peaks == null ? metrics : peaks.peak(metrics);
    }

    void removed(EngineEvent.ExecutorRemoved event) {
        removedMillis = event.timeMillis();
        removeReason = event.reason();
    }

    void exclude(boolean excluded) {
        this.excluded = excluded;
    }

    void excludeInStage(int stageId) {
        excludedInStages.add(stageId);
    }

    void stageEnded(int stageId) {
        excludedInStages.remove(stageId);
    }

    /** @param memory what it may store; null: it was not told */
    ExecutorView view(EngineEvent.@Nullable BlockManagerAdded memory, RddStorage.Held held) {
        return new ExecutorView(
                executor(),
                host(),
                memory == null ? 0 : memory.port(),
                removedMillis == StageInfo.ABSENT,
                held.blocks(),
                storedBytes(),
                held.offHeapBytes(),
                held.diskBytes(),
                cores(),
                runningTasks,
                failedTasks,
                completedTasks,
                startedTasks,
                taskMillis,
                gcMillis,
                inputBytes,
                shuffleReadBytes,
                shuffleWrittenBytes,
                memory == null ? 0 : memory.maxOnHeapBytes(),
                memory == null ? 0 : memory.maxOffHeapBytes(),
                addedMillis,
                removedMillis,
                removeReason,
                excluded,
                List.copyOf(excludedInStages),
                peaks);
    }
}

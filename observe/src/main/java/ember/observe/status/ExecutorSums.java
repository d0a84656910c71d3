// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.ExecutorMetrics;
import ember.model.TaskEnd;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import org.jspecify.annotations.Nullable;

/** What the tasks of one stage attempt did on one executor. */
public final class ExecutorSums {
    private long taskMillis;
    private int activeTasks;
    private int failedTasks;
    private int succeededTasks;
    private int killedTasks;
    private boolean excluded;
    private final TaskMetrics.Builder sums = new TaskMetrics.Builder();
    private @Nullable ExecutorMetrics peaks;

    ExecutorSums() {}

    void started() {
        activeTasks++;
    }

    /** @param figures of the task; null: none are known */
    void ended(EngineEvent.TaskEnded event, @Nullable TaskMetrics figures) {
        activeTasks--;
        taskMillis += Math.max(0, event.task().finishTimeMillis() - event.task().launchTimeMillis());
        if (event.end() instanceof TaskEnd.Succeeded) {
            succeededTasks++;
        } else if (LiveStage.wasKilled(event)) {
            killedTasks++;
        } else {
            failedTasks++;
        }
        if (figures != null) {
            add(figures);
        }
        // Whatever ran a task is known to have been measured, as Spark has it.
        peaks = peaks == null ? ExecutorMetrics.ZERO : peaks;
    }

    void add(TaskMetrics figures) {
        sums.add(figures);
    }

    void measured(ExecutorMetrics metrics) {
        peaks = peaks == null ? metrics : peaks.peak(metrics);
    }

    void exclude() {
        excluded = true;
    }

    ExecutorSums copy() {
        ExecutorSums copy = new ExecutorSums();
        copy.taskMillis = taskMillis;
        copy.activeTasks = activeTasks;
        copy.failedTasks = failedTasks;
        copy.succeededTasks = succeededTasks;
        copy.killedTasks = killedTasks;
        copy.excluded = excluded;
        copy.sums.add(sums.build());
        copy.peaks = peaks;
        return copy;
    }

    /** Sum of the durations of tasks that ended. */
    public long taskMillis() {
        return taskMillis;
    }

    public int activeTasks() {
        return activeTasks;
    }

    public int failedTasks() {
        return failedTasks;
    }

    public int succeededTasks() {
        return succeededTasks;
    }

    public int killedTasks() {
        return killedTasks;
    }

    /** Whether the stage attempt avoids the executor. */
    public boolean isExcluded() {
        return excluded;
    }

    /** The most that was measured of the executor while the stage attempt ran; null: nothing was. */
    public @Nullable ExecutorMetrics peaks() {
        return peaks;
    }

    /** Those of tasks that run are as of their last report. */
    public TaskMetrics metrics() {
        return sums.build();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import ember.model.ExecutorMetrics;
import java.util.HashMap;
import java.util.Map;

/**
 * What was measured of executors while each of their running tasks ran: figures of the executor as a whole, not of the task. Told by one
 * thread.
 */
public final class TaskPeaks {
    private final Map<Long, ExecutorMetrics> running = new HashMap<>();

    /** An executor was measured. */
    public void update(EngineEvent.ExecutorMetricsUpdated event) {
        for (TaskProgress task : event.tasks()) {
            running.merge(task.taskId(), event.metrics(), ExecutorMetrics::peak);
        }
    }

    /** The peaks while a task ran, which are forgotten; 0 if nothing was measured meanwhile. */
    public ExecutorMetrics ended(long taskId) {
        ExecutorMetrics peaks = running.remove(taskId);
        return peaks == null ? ExecutorMetrics.ZERO : peaks;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.ExecutorMetrics;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.model.event.TaskProgress;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** The peaks of executors while each stage attempt runs. What the driver measures of itself counts for all of them, as in Spark. */
final class StagePeaks {
    private record Attempt(int stageId, int attempt) {}

    private final Map<Attempt, Map<String, ExecutorMetrics>> running = new HashMap<>();

    void submitted(StageInfo stage) {
        running.put(new Attempt(stage.stageId(), stage.attempt()), new TreeMap<>());
    }

    void measured(EngineEvent.ExecutorMetricsUpdated event) {
        if (event.ofDriver()) {
            for (Map<String, ExecutorMetrics> executors : running.values()) {
                executors.merge(event.executor(), event.metrics(), ExecutorMetrics::peak);
            }
        }
        for (TaskProgress task : event.tasks()) {
            measured(task.stageId(), task.stageAttempt(), event.executor(), event.metrics());
        }
    }

    void measured(int stageId, int attempt, String executor, ExecutorMetrics metrics) {
        Map<String, ExecutorMetrics> executors = running.get(new Attempt(stageId, attempt));
        if (executors != null) {
            executors.merge(executor, metrics, ExecutorMetrics::peak);
        }
    }

    /** By executor; forgotten from now on. */
    Map<String, ExecutorMetrics> completed(StageInfo stage) {
        Map<String, ExecutorMetrics> executors = running.remove(new Attempt(stage.stageId(), stage.attempt()));
        return executors == null ? Map.of() : executors;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Where the tasks of one set failed, and which executors and hosts one of them, or the whole set, keeps off for that.
 *
 * <p>What is asked for each offer are look-ups; nothing here goes over the tasks that wait.
 */
final class TaskSetExclusions {
    private static final String LOGGER = "TaskSetExcludelist";

    private final TaskSet set;
    private final ExclusionSettings settings;
    private final Outbox outbox;
    private final Map<String, Failures> byExecutor = new LinkedHashMap<>();
    private final Map<String, Set<String>> failedExecutorsByHost = new LinkedHashMap<>();
    private final Map<String, BitSet> tasksOffHost = new LinkedHashMap<>();
    private final Set<String> executors = new LinkedHashSet<>();
    private final Set<String> hosts = new LinkedHashSet<>();
    private @Nullable RunningTask latestFailure;

    /** How often each task failed on an executor. */
    private static final class Failures {
        private final Map<Integer, Integer> byTask = new TreeMap<>();

        private int of(int index) {
            return byTask.getOrDefault(index, 0);
        }
    }

    TaskSetExclusions(TaskSet set, ExclusionSettings settings, Outbox outbox) {
        this.set = set;
        this.settings = settings;
        this.outbox = outbox;
    }

    /** An attempt failed, and counts. */
    void failed(RunningTask task) {
        latestFailure = task;
        int index = task.attempt().index();
        String executor = task.attempt().executor();
        String host = task.attempt().host();
        Failures failures = byExecutor.computeIfAbsent(executor, key -> new Failures());
        failures.byTask.merge(index, 1, Integer::sum);
        if (!settings.taskAndStage()) {
            return;
        }
        Set<String> onHost = failedExecutorsByHost.computeIfAbsent(host, key -> new LinkedHashSet<>());
        onHost.add(executor);
        if (failuresOn(onHost, index) >= settings.maxTaskAttemptsPerNode()) {
            tasksOffHost.computeIfAbsent(host, key -> new BitSet()).set(index);
        }
        int failedTasks = failures.byTask.size();
        if (failedTasks >= settings.maxFailedTasksPerExecutorStage() && executors.add(executor)) {
            exclude(executor, failedTasks, host, onHost, task.finishTimeMillis());
        }
    }

    private int failuresOn(Set<String> onHost, int index) {
        int sum = 0;
        for (String executor : onHost) {
            Failures failures = byExecutor.get(executor);
            sum += failures == null ? 0 : failures.of(index);
        }
        return sum;
    }

    private void exclude(String executor, int failedTasks, String host, Set<String> onHost, long nowMillis) {
        outbox.log(LogLevel.INFO, LOGGER, "Excluding executor " + executor + " for stage " + set.stageId());
        announce(new EngineEvent.ExecutorExcludedForStage(
                executor, failedTasks, set.stageId(), set.stageAttempt(), nowMillis));
        int excludedOnHost = 0;
        for (String other : onHost) {
            excludedOnHost += executors.contains(other) ? 1 : 0;
        }
        if (excludedOnHost >= settings.maxFailedExecutorsPerNodeStage() && hosts.add(host)) {
            outbox.log(LogLevel.INFO, LOGGER, "Excluding " + host + " for stage " + set.stageId());
            announce(new EngineEvent.NodeExcludedForStage(
                    host, excludedOnHost, set.stageId(), set.stageAttempt(), nowMillis));
        }
    }

    private void announce(EngineEvent event) {
        outbox.add(new Effect.Announce(event));
    }

    /** Whether no task of the set may go onto an executor. */
    boolean excludes(SlotTable.Slots at) {
        return executors.contains(at.executor) || hosts.contains(at.host);
    }

    /** The tasks that may not go onto an executor though others may; null: all may. */
    @Nullable
    IntPredicate barred(SlotTable.Slots at) {
        Failures failures = settings.taskAndStage() ? byExecutor.get(at.executor) : null;
        BitSet offHost = tasksOffHost.get(at.host);
        if (failures == null && offHost == null) {
            return null;
        }
        return index -> (failures != null && failures.of(index) >= settings.maxTaskAttemptsPerExecutor())
                || (offHost != null && offHost.get(index));
    }

    /** The attempt that failed last; null: none did. */
    @Nullable
    RunningTask latestFailure() {
        return latestFailure;
    }

    /** How many different tasks failed on each executor. */
    Map<String, Integer> failedTasksByExecutor() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        byExecutor.forEach((executor, failures) -> counts.put(executor, failures.byTask.size()));
        return counts;
    }
}

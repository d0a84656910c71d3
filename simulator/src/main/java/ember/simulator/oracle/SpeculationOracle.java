// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.SpeculationSettings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A second copy of a task is launched only if copies are wanted, only beside one attempt that has run long while enough others finished,
 * after it was announced, and not where the task was tried. Whoever is slower is asked to end.
 */
final class SpeculationOracle extends Oracle {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Ledger ledger;
    private final SpeculationSettings settings;
    private final Map<AttemptKey, Integer> sizes = new HashMap<>();
    private final Map<AttemptKey, Integer> finished = new HashMap<>();
    private final Map<Long, Long> launchedMillis = new HashMap<>();
    private final Set<TaskKey> announced = new HashSet<>();
    private final Map<TaskKey, List<Ledger.Task>> tried = new HashMap<>();

    SpeculationOracle(Ledger ledger, SpeculationSettings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    private record AttemptKey(int stageId, int stageAttempt) {}

    private record TaskKey(AttemptKey set, int index) {
        static TaskKey of(TaskAttempt attempt) {
            return new TaskKey(new AttemptKey(attempt.stageId(), attempt.stageAttempt()), attempt.index());
        }
    }

    @Override
    String rule() {
        return "a second copy starts only beside one slow attempt, elsewhere, and the slower of the two is asked to end";
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        sizes.put(
                new AttemptKey(effect.stageId(), effect.stageAttempt()),
                effect.partitions().size());
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        Ledger.Task task = ledger.justEnded();
        if (task != null && task.succeeded()) {
            finished.merge(TaskKey.of(task.attempt).set(), 1, Integer::sum);
        }
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.SpeculativeTaskSubmitted copy) {
            Violation.unless(settings.enabled(), "a second copy was announced though none is wanted", copy);
            announced.add(new TaskKey(new AttemptKey(copy.stageId(), copy.stageAttempt()), copy.taskIndex()));
        } else if (effect.event() instanceof EngineEvent.TaskStarted started) {
            launchedMillis.put(started.task().attempt().taskId(), started.task().launchTimeMillis());
        }
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt attempt = effect.attempt();
        Ledger.Task task = ledger.task(attempt.taskId());
        TaskKey key = TaskKey.of(attempt);
        List<Ledger.Task> before = tried.computeIfAbsent(key, any -> new ArrayList<>());
        if (attempt.speculative()) {
            Ledger.Task original = ledger.otherCopy(task);
            Violation.unless(original != null, "a second copy was launched without a first", attempt);
            Violation.unless(announced.remove(key), "a second copy was launched that was not announced", attempt);
            judge(attempt, Objects.requireNonNull(original), key);
            judgePlace(task, before);
        }
        before.add(task);
    }

    private void judge(TaskAttempt copy, Ledger.Task original, TaskKey key) {
        int running = 0;
        for (Ledger.Task other : ledger.stage(copy.stageId()).running) {
            running += TaskKey.of(other.attempt).equals(key) ? 1 : 0;
        }
        Violation.unless(running == 2, "a task has more than two attempts at once", copy);
        long ranMillis = launchedMillis.getOrDefault(copy.taskId(), 0L)
                - launchedMillis.getOrDefault(original.attempt.taskId(), 0L);
        Violation.unless(
                ranMillis >= settings.minTaskRuntimeNanos() / NANOS_PER_MILLI,
                "a second copy was launched of a task that had not run long",
                copy);
        int needed = Math.max(1, (int) Math.floor(settings.quantile() * sizes.getOrDefault(key.set(), 0)));
        Violation.unless(
                settings.durationThresholdNanos() > 0 || finished.getOrDefault(key.set(), 0) >= needed,
                "a second copy was launched before enough tasks had finished",
                copy);
    }

    private void judgePlace(Ledger.Task copy, List<Ledger.Task> before) {
        Set<String> hosts = new HashSet<>();
        for (Ledger.Executor executor : ledger.livingExecutors()) {
            hosts.add(executor.host);
        }
        for (Ledger.Task earlier : before) {
            boolean samePlace = hosts.size() == 1
                    ? earlier.attempt.executor().equals(copy.attempt.executor())
                    : earlier.attempt.host().equals(copy.attempt.host());
            Violation.unless(!samePlace, "a second copy was launched where the task had been tried", copy.attempt);
        }
    }

    @Override
    public void factApplied() {
        Ledger.Task winner = ledger.justEnded();
        if (winner != null && winner.succeeded() && settings.enabled() && !ledger.isStopped()) {
            Ledger.Task slower = ledger.otherCopy(winner);
            Violation.unless(
                    slower == null || slower.killed,
                    "the slower attempt of a task was not asked to end",
                    slower == null ? "" : slower.attempt);
        }
    }
}

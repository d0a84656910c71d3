// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.task.ExclusionSettings;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Nothing is launched where it failed too often: neither a task, nor a stage attempt, nor, for a while, anything at all. */
final class ExclusionOracle extends Oracle implements EngineEvent.Handler {
    private final TaskHistory history;
    private final Ledger ledger;
    private final ExclusionSettings settings;
    private final Map<Place, Long> avoided = new HashMap<>();
    private final Set<StagePlace> avoidedByStage = new HashSet<>();

    ExclusionOracle(Ledger ledger, TaskHistory history, ExclusionSettings settings) {
        this.ledger = ledger;
        this.history = history;
        this.settings = settings;
    }

    /** An executor or a host. */
    private record Place(boolean isHost, String name) {}

    private record StagePlace(int stageId, int stageAttempt, Place place) {}

    @Override
    String rule() {
        return "nothing is launched on an executor or host that is excluded for it, and exclusions end in time";
    }

    /** Whether a task may be launched on an executor, as far as failures there are concerned. */
    boolean mayRun(TaskHistory.Key task, Ledger.Executor executor) {
        Place itself = new Place(false, executor.id);
        Place host = new Place(true, executor.host);
        if (avoided.containsKey(itself)
                || avoided.containsKey(host)
                || avoidedByStage.contains(new StagePlace(task.stageId(), task.stageAttempt(), itself))
                || avoidedByStage.contains(new StagePlace(task.stageId(), task.stageAttempt(), host))) {
            return false;
        }
        if (!settings.taskAndStage()) {
            return true;
        }
        int there = 0;
        int onHost = 0;
        for (TaskAttempt failed : history.failures(task)) {
            there += failed.executor().equals(executor.id) ? 1 : 0;
            onHost += failed.host().equals(executor.host) ? 1 : 0;
        }
        return there < settings.maxTaskAttemptsPerExecutor() && onHost < settings.maxTaskAttemptsPerNode();
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt attempt = effect.attempt();
        Violation.unless(
                mayRun(TaskHistory.Key.of(attempt), ledger.task(attempt.taskId()).executor),
                "a task was launched where it must not run",
                attempt);
    }

    @Override
    public void announce(Effect.Announce effect) {
        effect.event().deliverTo(this);
    }

    @Override
    public void executorExcluded(EngineEvent.ExecutorExcluded event) {
        avoid(new Place(false, event.executor()), event.timeMillis());
    }

    @Override
    public void nodeExcluded(EngineEvent.NodeExcluded event) {
        avoid(new Place(true, event.host()), event.timeMillis());
    }

    private void avoid(Place place, long nowMillis) {
        Violation.unless(settings.application(), "something is excluded though nothing shall be", place);
        Violation.unless(avoided.put(place, nowMillis) == null, "something is excluded twice", place);
    }

    @Override
    public void executorUnexcluded(EngineEvent.ExecutorUnexcluded event) {
        takeBack(new Place(false, event.executor()), event.timeMillis());
    }

    @Override
    public void nodeUnexcluded(EngineEvent.NodeUnexcluded event) {
        takeBack(new Place(true, event.host()), event.timeMillis());
    }

    private void takeBack(Place place, long nowMillis) {
        Long since = avoided.remove(place);
        Violation.unless(
                since != null && nowMillis - since >= settings.timeoutNanos() / Ledger.NANOS_PER_MILLI,
                "an exclusion ended too early",
                place);
    }

    @Override
    public void executorExcludedForStage(EngineEvent.ExecutorExcludedForStage event) {
        avoidedByStage.add(new StagePlace(event.stageId(), event.stageAttempt(), new Place(false, event.executor())));
    }

    @Override
    public void nodeExcludedForStage(EngineEvent.NodeExcludedForStage event) {
        avoidedByStage.add(new StagePlace(event.stageId(), event.stageAttempt(), new Place(true, event.host())));
    }

    @Override
    public void turnEnded() {
        if (avoided.isEmpty()) {
            return;
        }
        long nowMillis = ledger.nowNanos / Ledger.NANOS_PER_MILLI;
        avoided.forEach((place, since) -> Violation.unless(
                nowMillis - since <= settings.timeoutNanos() / Ledger.NANOS_PER_MILLI + 1,
                "an exclusion did not end",
                place));
    }
}

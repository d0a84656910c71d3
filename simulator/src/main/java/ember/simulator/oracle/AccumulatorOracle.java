// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Accumulators are merged before the end of their task is announced: for every map task that succeeds while its stage lives, for one
 * task of each output of a result stage, and, marked as failed, for tasks that threw or were killed.
 */
final class AccumulatorOracle extends Oracle {
    private final Ledger ledger;
    private final Set<Output> merged = new HashSet<>();
    private boolean due;
    private boolean done;

    AccumulatorOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Output(int stageId, int outputId) {}

    @Override
    String rule() {
        return "accumulators are merged once per result, once per map task that succeeds, before the task's end is announced";
    }

    @Override
    public void factComes() {
        due = false;
        done = false;
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        Ledger.Task task = ledger.justEnded();
        if (task == null
                || ledger.isStopped()
                || !ledger.stage(task.attempt.stageId()).isWanted()) {
            return;
        }
        TaskEnd end = Objects.requireNonNull(task.end);
        if (task.succeeded() && task.rolledBack) {
            // What it made counts no more; of a map task the accumulators do all the same.
            due = task.model.shuffleId() >= 0;
        } else if (task.succeeded()) {
            due = task.model.shuffleId() >= 0
                    || !merged.contains(new Output(task.attempt.stageId(), task.attempt.outputId()));
        } else {
            due = (end instanceof TaskEnd.Threw || end instanceof TaskEnd.Killed) && end.accumulatorUpdates() != null;
        }
    }

    @Override
    public void applyAccumulators(Effect.ApplyAccumulators effect) {
        Ledger.Task task = ledger.justEnded();
        Violation.unless(
                task != null && task.attempt.equals(effect.attempt()) && due && !done,
                "accumulators were merged at a wrong time",
                effect);
        done = true;
        TaskEnd end = Objects.requireNonNull(Objects.requireNonNull(task).end);
        Violation.unless(effect.updates() == end.accumulatorUpdates(), "foreign accumulators were merged", effect);
        Violation.unless(
                effect.failed() != end instanceof TaskEnd.Succeeded, "accumulators were merged the wrong way", effect);
        if (!effect.failed() && task.model.shuffleId() < 0) {
            merged.add(new Output(effect.attempt().stageId(), effect.attempt().outputId()));
        }
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.TaskEnded ended
                && !(ended.end() instanceof TaskEnd.Resubmitted)
                && ledger.justEnded() != null
                && ledger.justEnded().attempt.equals(ended.task().attempt())) {
            Violation.unless(done || !due, "a task's end was announced before its accumulators were merged", ended);
        }
    }
}

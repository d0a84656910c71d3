// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * At most one attempt at a time may commit a partition: from when it is allowed until it fails, for ever if it succeeds. Each question
 * gets one answer at once, and the first to ask is never refused without reason.
 */
final class CommitOracle extends Oracle {
    private final Ledger ledger;
    private final Map<Slot, Ledger.Task> holders = new HashMap<>();
    private final Set<Long> asked = new HashSet<>();
    private long asking = -1;

    CommitOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Slot(int stageId, int partition) {}

    @Override
    String rule() {
        return "one attempt at a time may commit a partition; every question is answered";
    }

    @Override
    public void commitRequested(SchedulerEvent.CommitRequested event) {
        asking = event.taskId();
    }

    @Override
    public void answerCommit(Effect.AnswerCommit effect) {
        Violation.unless(effect.taskId() == asking, "an answer to a question that nobody asked", effect);
        asking = -1;
        boolean first = asked.add(effect.taskId());
        if (!ledger.isKnown(effect.taskId())) {
            Violation.unless(!effect.allowed(), "an unknown task may commit", effect);
            return;
        }
        Ledger.Task task = ledger.task(effect.taskId());
        TaskAttempt attempt = task.attempt;
        Slot slot = new Slot(attempt.stageId(), attempt.partition());
        Ledger.Task holder = holders.get(slot);
        boolean free = holder == null || (holder.end != null && !holder.succeeded());
        if (effect.allowed()) {
            Violation.unless(task.end == null, "a task may commit that has ended", attempt);
            Violation.unless(free, "two attempts may commit one partition", attempt);
            holders.put(slot, task);
        } else {
            boolean wanted = ledger.stage(attempt.stageId()).isWanted() && !ledger.isStopped();
            Violation.unless(
                    !(first && free && wanted && task.end == null), "a task was refused without reason", attempt);
        }
    }

    @Override
    public void factApplied() {
        Violation.unless(asking < 0, "a task got no answer whether it may commit", asking);
    }
}

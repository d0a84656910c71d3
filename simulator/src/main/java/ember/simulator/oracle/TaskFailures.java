// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which ends of a task count as its failures: those for which it may be to blame, while its output is not there. */
final class TaskFailures extends Watcher {
    private final Ledger ledger;
    private final Map<Key, List<TaskAttempt>> failures = new HashMap<>();
    private final Map<Key, List<TaskAttempt>> sinceSuccess = new HashMap<>();
    private final Set<Key> done = new HashSet<>();

    TaskFailures(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A task of a stage attempt. */
    record Key(int stageId, int stageAttempt, int index) {
        static Key of(TaskAttempt attempt) {
            return new Key(attempt.stageId(), attempt.stageAttempt(), attempt.index());
        }
    }

    /** How often a task failed since it last succeeded. */
    int count(Key task) {
        return sinceSuccess.getOrDefault(task, List.of()).size();
    }

    /** Every attempt of a task that failed. */
    List<TaskAttempt> all(Key task) {
        return failures.getOrDefault(task, List.of());
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        if (ledger.justEnded() != null) {
            ended(ledger.justEnded());
        }
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        for (Ledger.Task task : ledger.lostTasks()) {
            ended(task);
        }
    }

    private void ended(Ledger.Task task) {
        Key key = Key.of(task.attempt);
        TaskEnd end = Objects.requireNonNull(task.end);
        if (task.succeeded()) {
            sinceSuccess.remove(key);
            done.add(key);
        } else if (!done.contains(key) && isBlamed(end)) {
            failures.computeIfAbsent(key, any -> new ArrayList<>()).add(task.attempt);
            sinceSuccess.computeIfAbsent(key, any -> new ArrayList<>()).add(task.attempt);
        }
    }

    private static boolean isBlamed(TaskEnd end) {
        return end instanceof TaskEnd.Threw
                || end instanceof TaskEnd.ResultLost
                || (end instanceof TaskEnd.ExecutorLost lost && lost.causedByApp());
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.TaskEnded ended && ended.end() instanceof TaskEnd.Resubmitted) {
            done.remove(Key.of(ended.task().attempt()));
        }
    }
}

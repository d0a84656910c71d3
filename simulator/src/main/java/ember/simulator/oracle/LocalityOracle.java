// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.model.TaskLocality;
import ember.model.TaskLocation;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.LocalityWaits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A task is told truly how near to its data it runs; and one that never ran does not go far away before its set has waited as long as it
 * shall, if the place that it prefers was there all the time.
 */
final class LocalityOracle extends Oracle {
    private final Ledger ledger;
    private final LocalityWaits waits;
    private final Map<AttemptKey, Prepared> sets = new HashMap<>();
    private final Set<TaskHistory.Key> launched = new HashSet<>();
    private long executorsChangedNanos;

    LocalityOracle(Ledger ledger, LocalityWaits waits) {
        this.ledger = ledger;
        this.waits = waits;
    }

    private record AttemptKey(int stageId, int stageAttempt) {}

    /** A stage attempt that can be launched. */
    private record Prepared(long atNanos, List<List<TaskLocation>> locations) {
        List<TaskLocation> of(int index) {
            return locations.isEmpty() ? List.of() : locations.get(index);
        }
    }

    @Override
    String rule() {
        return "a task is told truly how near to its data it runs, and goes far away only after the wait for a nearer place";
    }

    @Override
    public void stagePrepared(SchedulerEvent.StagePrepared event) {
        sets.putIfAbsent(
                new AttemptKey(event.stageId(), event.stageAttempt()),
                new Prepared(ledger.nowNanos, new ArrayList<>(event.locations())));
    }

    @Override
    public void executorJoined(SchedulerEvent.ExecutorJoined event) {
        executorsChangedNanos = ledger.nowNanos;
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        executorsChangedNanos = ledger.nowNanos;
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt attempt = effect.attempt();
        Prepared set = sets.get(new AttemptKey(attempt.stageId(), attempt.stageAttempt()));
        if (set == null) {
            throw new Violation("a task was launched before its stage was prepared: " + attempt);
        }
        TaskLocality real = locality(set.of(attempt.index()), attempt);
        Violation.unless(attempt.locality() == real, "a task is told a wrong locality, not " + real, attempt);
        if (launched.add(TaskHistory.Key.of(attempt)) && executorsChangedNanos < set.atNanos()) {
            long waitedMillis = ledger.nowNanos / Ledger.NANOS_PER_MILLI - set.atNanos() / Ledger.NANOS_PER_MILLI;
            Violation.unless(
                    waitedMillis >= dueMillis(set, attempt.index(), real),
                    "a task was launched far away although it had not waited",
                    attempt);
        }
    }

    private static TaskLocality locality(List<TaskLocation> preferred, TaskAttempt attempt) {
        boolean sameHost = false;
        for (TaskLocation location : preferred) {
            if (attempt.executor().equals(location.executor())) {
                return TaskLocality.PROCESS_LOCAL;
            }
            sameHost |= attempt.host().equals(location.host());
        }
        return preferred.isEmpty() ? TaskLocality.PROCESS_LOCAL : sameHost ? TaskLocality.NODE_LOCAL : TaskLocality.ANY;
    }

    /**
     * How long a set must have waited before a task runs so far away. A set with tasks that prefer nothing offers each slot to those
     * without waiting, and then also to tasks that are on the right host only, as in Spark.
     */
    private long dueMillis(Prepared set, int index, TaskLocality real) {
        List<TaskLocation> preferred = set.of(index);
        if (real == TaskLocality.NODE_LOCAL && set.locations().contains(List.<TaskLocation>of())) {
            return 0;
        }
        boolean executorAlive = false;
        boolean hostAlive = false;
        for (Ledger.Executor executor : ledger.livingExecutors()) {
            for (TaskLocation location : preferred) {
                executorAlive |= executor.id.equals(location.executor());
                hostAlive |= executor.host.equals(location.host());
            }
        }
        long due = 0;
        if (executorAlive && real != TaskLocality.PROCESS_LOCAL) {
            due += waits.processNanos() / Ledger.NANOS_PER_MILLI;
        }
        if (hostAlive && real == TaskLocality.ANY) {
            due += waits.nodeNanos() / Ledger.NANOS_PER_MILLI;
        }
        return due;
    }
}

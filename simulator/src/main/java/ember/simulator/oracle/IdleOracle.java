// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.LocalityWaits;

/**
 * Cost: at the end of a turn no slot is free while a task of a prepared, running stage attempt could run there; or only as long as its
 * set may wait for a nearer place.
 */
final class IdleOracle extends Oracle {
    /** Deadlines are rounded to milliseconds, up and down. */
    private static final long ROUNDING_NANOS = 2 * Ledger.NANOS_PER_MILLI;

    private final Ledger ledger;
    private final WaitingTasks waiting;
    private final ExclusionOracle exclusions;
    private final long longestWaitNanos;
    private long executorsChangedNanos;

    IdleOracle(Ledger ledger, WaitingTasks waiting, ExclusionOracle exclusions, LocalityWaits waits) {
        this.ledger = ledger;
        this.waiting = waiting;
        this.exclusions = exclusions;
        long sum = waits.processNanos() + waits.nodeNanos();
        this.longestWaitNanos = sum == 0 ? -1 : sum + ROUNDING_NANOS;
    }

    @Override
    String rule() {
        return "no slot is free while a task could run there, or waits longer for a nearer place than it may";
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
    public void turnEnded() {
        if (ledger.isStopped() || (longestWaitNanos < 0 && !ledger.hasFreeSlots())) {
            return;
        }
        for (WaitingTasks.Waiting stage : waiting.all()) {
            if (!stage.canLaunch() || !couldRun(stage)) {
                stage.refusesSinceNanos = WaitingTasks.NEVER;
                continue;
            }
            // A set notices that it waits when it refuses a slot.
            stage.refusesSinceNanos = Math.min(stage.refusesSinceNanos, ledger.nowNanos);
            long since = Math.max(stage.refusesSinceNanos, Math.max(stage.changedNanos, executorsChangedNanos));
            Violation.unless(ledger.nowNanos - since <= longestWaitNanos, "a slot is free although tasks wait", stage);
        }
    }

    private boolean couldRun(WaitingTasks.Waiting stage) {
        return stage.barrier ? allCouldRun(stage) : oneCouldRun(stage);
    }

    /** Whether all can run at once, on executors that are good for each of them. */
    private boolean allCouldRun(WaitingTasks.Waiting stage) {
        int free = 0;
        for (Ledger.Executor executor : ledger.livingExecutors()) {
            boolean forAll = true;
            for (int index : stage.indices) {
                forAll &= exclusions.mayRun(new TaskHistory.Key(stage.stageId, stage.stageAttempt, index), executor);
            }
            free += forAll ? executor.slots - executor.busy : 0;
        }
        return free >= stage.indices.size();
    }

    private boolean oneCouldRun(WaitingTasks.Waiting stage) {
        for (Ledger.Executor executor : ledger.livingExecutors()) {
            if (executor.busy < executor.slots) {
                for (int index : stage.indices) {
                    if (exclusions.mayRun(new TaskHistory.Key(stage.stageId, stage.stageAttempt, index), executor)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.scheduler.effect.Effect;
import ember.scheduler.task.PoolSettings;
import ember.scheduler.task.SchedulingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Who comes first gets first: at the end of a turn no stage attempt has got a slot while one that came before it still waits. What comes
 * before what is told by the pools as they were when the turn began.
 */
final class PoolOracle extends Oracle {
    private static final PoolSettings.Pool UNCONFIGURED = new PoolSettings.Pool("", SchedulingMode.FIFO, 0, 1);

    private final Ledger ledger;
    private final WaitingTasks waiting;
    private final boolean isFair;
    private final Map<String, PoolSettings.Pool> pools = new HashMap<>();
    private final List<Ledger.Task> launched = new ArrayList<>();
    private final boolean mayHoldBack;

    /** @param mayHoldBack whether a stage attempt may leave a slot to others although it has tasks: then nothing can be told */
    PoolOracle(Ledger ledger, WaitingTasks waiting, PoolSettings settings, boolean mayHoldBack) {
        this.mayHoldBack = mayHoldBack;
        this.ledger = ledger;
        this.waiting = waiting;
        this.isFair = settings.mode() == SchedulingMode.FAIR;
        for (PoolSettings.Pool pool : settings.pools()) {
            pools.put(pool.name(), pool);
        }
    }

    @Override
    String rule() {
        return "slots are given in the order of pools, and within a pool in the order of its stages";
    }

    /** A stage attempt with a claim to slots, and what ran of it and in its pool when the turn began. */
    private record Claim(int priority, int stageId, int stageAttempt, PoolSettings.Pool pool, int inPool, int own) {
        String name() {
            return "TaskSet_" + stageId + "." + stageAttempt;
        }
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        launched.add(ledger.task(effect.attempt().taskId()));
    }

    @Override
    public void turnEnded() {
        if (launched.isEmpty()) {
            return;
        }
        for (WaitingTasks.Waiting stage : waiting.all()) {
            if (stage.canLaunch() && !stage.barrier && !ledger.isStopped() && !mayHoldBack) {
                judge(stage);
            }
        }
        launched.clear();
    }

    private void judge(WaitingTasks.Waiting waits) {
        Claim claim = claim(waits.job, waits.stageId, waits.stageAttempt);
        for (Ledger.Task task : launched) {
            boolean same = task.attempt.stageId() == waits.stageId && task.attempt.stageAttempt() == waits.stageAttempt;
            Violation.unless(
                    same || !comesFirst(claim, claimOf(task)),
                    "a task was launched out of turn",
                    task.attempt + " before " + waits);
        }
    }

    private Claim claimOf(Ledger.Task task) {
        for (WaitingTasks.Waiting stage : waiting.all()) {
            if (stage.stageId == task.attempt.stageId()) {
                return claim(stage.job, stage.stageId, stage.stageAttempt);
            }
        }
        throw new Violation("a task was launched whose stage is not open: " + task.attempt);
    }

    private Claim claim(Ledger.Job job, int stageId, int stageAttempt) {
        String name = poolOf(job);
        int inPool = 0;
        int own = 0;
        for (Ledger.Task task : ledger.runningTasks()) {
            if (!launched.contains(task)) {
                inPool += name.equals(task.pool) ? 1 : 0;
                own += task.attempt.stageId() == stageId && task.attempt.stageAttempt() == stageAttempt ? 1 : 0;
            }
        }
        PoolSettings.Pool known = pools.getOrDefault(name, UNCONFIGURED);
        PoolSettings.Pool pool = new PoolSettings.Pool(name, known.mode(), known.minShare(), known.weight());
        return new Claim(job.plan.jobId(), stageId, stageAttempt, pool, inPool, own);
    }

    private static String poolOf(Ledger.Job job) {
        return Ledger.poolOf(job.plan.properties());
    }

    private boolean comesFirst(Claim a, Claim b) {
        if (isFair && !a.pool().name().equals(b.pool().name())) {
            return BY_NEED.compare(a, b) < 0;
        }
        boolean fairWithin = isFair && a.pool().mode() == SchedulingMode.FAIR;
        return (fairWithin ? BY_SHARE : BY_AGE).compare(a, b) < 0;
    }

    private static final Comparator<Claim> BY_AGE =
            Comparator.comparingInt(Claim::priority).thenComparingInt(Claim::stageId);

    private static final Comparator<Claim> BY_SHARE =
            Comparator.comparingInt(Claim::own).thenComparing(Claim::name);

    private static final Comparator<Claim> BY_NEED = Comparator.comparing((Claim claim) -> !isNeedy(claim))
            .thenComparingDouble(claim -> (double) claim.inPool()
                    / (isNeedy(claim)
                            ? Math.max(1, claim.pool().minShare())
                            : claim.pool().weight()))
            .thenComparing(claim -> claim.pool().name());

    private static boolean isNeedy(Claim claim) {
        return claim.inPool() < claim.pool().minShare();
    }
}

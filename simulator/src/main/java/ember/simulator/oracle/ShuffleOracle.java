// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageSpec;
import ember.simulator.scenario.StageModel;
import java.util.HashSet;
import java.util.Set;

/** A released shuffle is forgotten, once, as soon as no running job uses it, and no other ever is. */
final class ShuffleOracle extends Oracle {
    private final Ledger ledger;
    private final Set<Integer> used = new HashSet<>();
    private final Set<Integer> released = new HashSet<>();
    private final Set<Integer> forgotten = new HashSet<>();

    ShuffleOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A job that was refused used nothing. */
    @Override
    String rule() {
        return "a released shuffle is forgotten once, when nobody reads it any more";
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.JobStarted started) {
            JobPlan plan = ledger.job(started.jobId()).plan;
            for (StageSpec stage : plan.mapStages()) {
                used.add(((StageModel) stage.work()).shuffleId());
            }
            used.add(((StageModel) plan.finalStage().work()).shuffleId());
        }
    }

    @Override
    public void shuffleReleased(SchedulerEvent.ShuffleReleased event) {
        released.add(event.shuffleId());
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        Violation.unless(released.contains(effect.shuffleId()), "forgotten without being released", effect);
        Violation.unless(forgotten.add(effect.shuffleId()), "forgotten twice", effect);
    }

    @Override
    public void factApplied() {
        for (int shuffleId : released) {
            if (!used.contains(shuffleId) || ledger.isStopped()) {
                continue;
            }
            Violation.unless(
                    forgotten.contains(shuffleId) != isInUse(shuffleId),
                    "a released shuffle is forgotten while in use, or kept when it is not",
                    shuffleId);
        }
    }

    private boolean isInUse(int shuffleId) {
        for (Ledger.Job job : ledger.jobs()) {
            if (!job.ended && uses(job, shuffleId)) {
                return true;
            }
        }
        return false;
    }

    private static boolean uses(Ledger.Job job, int shuffleId) {
        if (((StageModel) job.plan.finalStage().work()).shuffleId() == shuffleId) {
            return true;
        }
        for (StageSpec stage : job.plan.mapStages()) {
            if (((StageModel) stage.work()).shuffleId() == shuffleId) {
                return true;
            }
        }
        return false;
    }
}

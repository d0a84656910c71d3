// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.exhaustive;

import static ember.simulator.exhaustive.Move.Kind.CANCEL;
import static ember.simulator.exhaustive.Move.Kind.END_TWICE;
import static ember.simulator.exhaustive.Move.Kind.FAIL_TO_READ;
import static ember.simulator.exhaustive.Move.Kind.THROW;
import static ember.simulator.exhaustive.Move.Kind.VANISH;

import ember.model.CallSite;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.dag.BarrierSettings;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageSpec;
import ember.scheduler.task.SpeculationSettings;
import ember.simulator.scenario.Reach;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tiny worlds there are. Two stages of two partitions on two executors are enough for almost everything to meet. */
final class TinyWorlds {
    private static final SchedulerConfig CONFIG =
            SchedulerConfig.DEFAULT.withMaxTaskFailures(2).withStageAttempts(3, 4);

    /** One finished task of two is enough, and a task is slow after 100 ms. Tasks take no time unless it passes. */
    private static final SpeculationSettings COPIES =
            new SpeculationSettings(true, 100_000_000L, 1.5, 0.5, 100_000_000L, 0, false, 0.75, 2);

    /** Who comes too late for the slots is tried again once; who waits at a barrier waits for ever. */
    private static final BarrierSettings PATIENT = new BarrierSettings(1_000_000_000L, 1, Long.MAX_VALUE);

    private TinyWorlds() {}

    static List<TinyWorld> all() {
        return List.of(
                twoStages("a task throws", THROW),
                twoStages("an executor vanishes", VANISH),
                twoStages("an output cannot be read", FAIL_TO_READ),
                twoStages("an end is told twice", END_TWICE),
                twoStages("a job is cancelled", CANCEL),
                twoStages("two misfortunes of any kind", THROW, VANISH, FAIL_TO_READ, END_TWICE, CANCEL),
                sharedShuffle("two jobs share a shuffle, an executor vanishes", VANISH),
                sharedShuffle("two jobs share a shuffle, an output cannot be read", FAIL_TO_READ),
                sharedShuffle("two jobs share a shuffle, one is cancelled", CANCEL),
                committing("tasks commit, an executor vanishes", VANISH),
                committing("tasks commit, one throws", THROW),
                copying("slow tasks are copied, one throws", THROW),
                copying("slow tasks are copied, an executor vanishes", VANISH),
                copying("slow tasks are copied, an output cannot be read", FAIL_TO_READ),
                copying("slow tasks are copied, two misfortunes", THROW, FAIL_TO_READ, END_TWICE, CANCEL),
                barrierMaps("barrier tasks write a shuffle, one throws", THROW),
                barrierMaps("barrier tasks write a shuffle, an executor vanishes", VANISH),
                barrierMaps("barrier tasks write a shuffle, an output cannot be read", FAIL_TO_READ),
                barrierMaps("barrier tasks write a shuffle, two misfortunes", THROW, FAIL_TO_READ, END_TWICE, CANCEL),
                barrierResults("barrier tasks make results, one throws", THROW),
                barrierResults("barrier tasks make results, an executor vanishes", VANISH),
                unrepeatable("outputs may differ, an executor vanishes", VANISH),
                unrepeatable("outputs may differ, one cannot be read", FAIL_TO_READ),
                unrepeatable("outputs may differ, two misfortunes", THROW, FAIL_TO_READ, END_TWICE, CANCEL),
                unrepeatableChain("what is made of outputs that may differ, an executor vanishes", VANISH),
                unrepeatableChain("what is made of outputs that may differ, one cannot be read", FAIL_TO_READ),
                unrepeatableChain("what is made of outputs that may differ, two misfortunes", THROW, FAIL_TO_READ),
                unrepeatableShared("two jobs share outputs that may differ, an executor vanishes", VANISH),
                unrepeatableShared("two jobs share outputs that may differ, two misfortunes", THROW, FAIL_TO_READ));
    }

    private static TinyWorld twoStages(String name, Move.Kind... faults) {
        return oneJob(name, CONFIG, reading(0, shuffle(), 2, false), faults);
    }

    private static TinyWorld sharedShuffle(String name, Move.Kind... faults) {
        return shared(name, shuffle(), faults);
    }

    private static TinyWorld shared(String name, ShuffleModel shuffle, Move.Kind... faults) {
        List<JobPlan> jobs = List.of(reading(0, shuffle, 2, false), reading(1, shuffle, 1, false));
        return new TinyWorld(name, CONFIG, 2, 1, jobs, Set.of(faults), most(faults));
    }

    private static TinyWorld committing(String name, Move.Kind... faults) {
        return oneJob(name, CONFIG, reading(0, shuffle(), 2, true), faults);
    }

    private static TinyWorld copying(String name, Move.Kind... faults) {
        return oneJob(name, CONFIG.withSpeculation(COPIES), reading(0, shuffle(), 2, false), faults);
    }

    private static TinyWorld barrierMaps(String name, Move.Kind... faults) {
        ShuffleModel shuffle = StageModel.barrierMapStage(0, 2, Reach.NOTHING, 0, 2);
        return oneJob(name, CONFIG.withBarrier(PATIENT), reading(0, shuffle, 2, false), faults);
    }

    private static TinyWorld barrierResults(String name, Move.Kind... faults) {
        ShuffleModel shuffle = shuffle();
        StageModel result = StageModel.barrierResultStage(1, 2, new Reach(List.of(shuffle), List.of()));
        return oneJob(name, CONFIG.withBarrier(PATIENT), job(0, result, shuffle), faults);
    }

    private static TinyWorld unrepeatable(String name, Move.Kind... faults) {
        return oneJob(name, CONFIG, reading(0, unrepeatableShuffle(), 2, false), faults);
    }

    private static TinyWorld unrepeatableChain(String name, Move.Kind... faults) {
        ShuffleModel first = unrepeatableShuffle();
        ShuffleModel second = StageModel.mapStage(5, 2, new Reach(List.of(first), List.of()), 1, 1);
        StageModel result = StageModel.resultStage(1, 1, new Reach(List.of(second), List.of()), false, 0);
        return oneJob(name, CONFIG, job(0, result, first, second), faults);
    }

    private static TinyWorld unrepeatableShared(String name, Move.Kind... faults) {
        return shared(name, unrepeatableShuffle(), faults);
    }

    private static TinyWorld oneJob(String name, SchedulerConfig config, JobPlan job, Move.Kind... faults) {
        return new TinyWorld(name, config, 2, 1, List.of(job), Set.of(faults), most(faults));
    }

    /** One misfortune if it is always the same: each is tried at every moment. Else two. */
    private static int most(Move.Kind... faults) {
        return faults.length == 1 ? 1 : 2;
    }

    private static ShuffleModel shuffle() {
        return StageModel.mapStage(0, 2, Reach.NOTHING, 0, 2);
    }

    private static ShuffleModel unrepeatableShuffle() {
        return StageModel.mapStage(0, 2, Reach.NOTHING, 0, 2, true);
    }

    private static JobPlan reading(int jobId, ShuffleModel shuffle, int partitions, boolean commits) {
        int[] requested = partitions == 1 ? new int[] {0} : new int[] {0, 1};
        StageModel result = StageModel.resultStage(
                1 + jobId, partitions, new Reach(List.of(shuffle), List.of()), commits, requested);
        return job(jobId, result, shuffle);
    }

    private static JobPlan job(int jobId, StageModel result, ShuffleModel... shuffles) {
        List<StageSpec> mapStages = new ArrayList<>();
        for (ShuffleModel shuffle : shuffles) {
            mapStages.add(shuffle.writer().spec());
        }
        return new JobPlan(jobId, new CallSite("job " + jobId, ""), result.spec(), mapStages, Map.of());
    }
}

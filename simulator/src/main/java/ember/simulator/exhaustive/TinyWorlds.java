// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.exhaustive;

import static ember.simulator.exhaustive.Move.Kind.CANCEL;
import static ember.simulator.exhaustive.Move.Kind.END_TWICE;
import static ember.simulator.exhaustive.Move.Kind.FAIL_TO_READ;
import static ember.simulator.exhaustive.Move.Kind.THROW;
import static ember.simulator.exhaustive.Move.Kind.VANISH;

import ember.model.CallSite;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.plan.JobPlan;
import ember.simulator.scenario.Reach;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The tiny worlds there are. Two stages of two partitions on two executors are enough for almost everything to meet. */
final class TinyWorlds {
    private static final SchedulerConfig CONFIG =
            SchedulerConfig.DEFAULT.withMaxTaskFailures(2).withStageAttempts(3, 4);

    private TinyWorlds() {}

    static List<TinyWorld> all() {
        return List.of(
                twoStages("a task throws", 1, THROW),
                twoStages("an executor vanishes", 1, VANISH),
                twoStages("an output cannot be read", 1, FAIL_TO_READ),
                twoStages("an end is told twice", 1, END_TWICE),
                twoStages("a job is cancelled", 1, CANCEL),
                twoStages("two misfortunes of any kind", 2, THROW, VANISH, FAIL_TO_READ, END_TWICE, CANCEL),
                sharedShuffle("two jobs share a shuffle, an executor vanishes", VANISH),
                sharedShuffle("two jobs share a shuffle, an output cannot be read", FAIL_TO_READ),
                sharedShuffle("two jobs share a shuffle, one is cancelled", CANCEL),
                committing("tasks commit, an executor vanishes", VANISH),
                committing("tasks commit, one throws", THROW));
    }

    private static TinyWorld twoStages(String name, int mostFaults, Move.Kind... faults) {
        ShuffleModel shuffle = shuffle();
        return new TinyWorld(name, CONFIG, 2, 1, List.of(reading(0, shuffle, 2, false)), Set.of(faults), mostFaults);
    }

    private static TinyWorld sharedShuffle(String name, Move.Kind fault) {
        ShuffleModel shuffle = shuffle();
        List<JobPlan> jobs = List.of(reading(0, shuffle, 2, false), reading(1, shuffle, 1, false));
        return new TinyWorld(name, CONFIG, 2, 1, jobs, Set.of(fault), 1);
    }

    private static TinyWorld committing(String name, Move.Kind fault) {
        ShuffleModel shuffle = shuffle();
        return new TinyWorld(name, CONFIG, 2, 1, List.of(reading(0, shuffle, 2, true)), Set.of(fault), 1);
    }

    private static ShuffleModel shuffle() {
        return StageModel.mapStage(0, 2, Reach.NOTHING, 0, 2);
    }

    private static JobPlan reading(int jobId, ShuffleModel shuffle, int partitions, boolean commits) {
        int[] requested = partitions == 1 ? new int[] {0} : new int[] {0, 1};
        StageModel result = StageModel.resultStage(
                1 + jobId, partitions, new Reach(List.of(shuffle), List.of()), commits, requested);
        return new JobPlan(
                jobId,
                new CallSite("job " + jobId, ""),
                result.spec(),
                List.of(shuffle.writer().spec()),
                Map.of());
    }
}

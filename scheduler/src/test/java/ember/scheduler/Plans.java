// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import ember.model.CallSite;
import ember.model.StorageLevel;
import ember.model.event.RddInfo;
import ember.scheduler.plan.CachedInput;
import ember.scheduler.plan.InputReach;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Small plans. A map stage's RDD has the id of its shuffle, a result stage's 100 more than its job. */
final class Plans {
    private Plans() {}

    static StageSpec map(int shuffleId, int maps, int reduces, Integer... parents) {
        return spec(
                shuffleId,
                maps,
                List.of(parents),
                InputReach.shuffles(List.of(parents)),
                List.of(),
                new StageOutput.Shuffle(shuffleId, reduces));
    }

    /** The same, but what it makes may differ each time. */
    static StageSpec indeterminate(StageSpec spec) {
        return new StageSpec(
                spec.rddInfos(),
                spec.callSite(),
                spec.parentShuffles(),
                spec.inputs(),
                spec.cachedInputs(),
                true,
                spec.output(),
                spec.work());
    }

    /** A map stage whose tasks must all run at once. */
    static StageSpec barrierMap(int shuffleId, int maps, int reduces, Integer... parents) {
        return barrier(map(shuffleId, maps, reduces, parents));
    }

    /** A job over all partitions whose result stage is a barrier stage. */
    static JobPlan barrierJob(int jobId, int partitions, List<StageSpec> mapStages, Integer... parents) {
        JobPlan plan = job(jobId, partitions, mapStages, parents);
        return new JobPlan(jobId, plan.callSite(), barrier(plan.finalStage()), plan.mapStages(), plan.properties());
    }

    /** The same job on some partitions. */
    static JobPlan onPartitions(JobPlan plan, int... partitions) {
        StageSpec last = plan.finalStage();
        StageSpec some = new StageSpec(
                last.rddInfos(),
                last.callSite(),
                last.parentShuffles(),
                last.inputs(),
                last.cachedInputs(),
                last.indeterminate(),
                new StageOutput.Results(partitions),
                last.work());
        return new JobPlan(plan.jobId(), plan.callSite(), some, plan.mapStages(), plan.properties());
    }

    private static StageSpec barrier(StageSpec spec) {
        RddInfo rdd = spec.rdd();
        RddInfo barrierRdd = new RddInfo(
                rdd.id(),
                rdd.givenName(),
                rdd.kind(),
                rdd.numPartitions(),
                rdd.storageLevel(),
                true,
                rdd.parentIds(),
                rdd.callSite(),
                rdd.scope(),
                rdd.determinism());
        return new StageSpec(
                List.of(barrierRdd),
                spec.callSite(),
                spec.parentShuffles(),
                spec.inputs(),
                spec.cachedInputs(),
                spec.indeterminate(),
                spec.output(),
                spec.work());
    }

    /** A job over all partitions. */
    static JobPlan job(int jobId, int partitions, List<StageSpec> mapStages, Integer... parents) {
        int[] all = new int[partitions];
        for (int i = 0; i < partitions; i++) {
            all[i] = i;
        }
        return job(jobId, partitions, all, mapStages, Map.of(), parents);
    }

    static JobPlan job(
            int jobId,
            int partitions,
            int[] requested,
            List<StageSpec> mapStages,
            Map<String, String> properties,
            Integer... parents) {
        StageSpec last = spec(
                100 + jobId,
                partitions,
                List.of(parents),
                InputReach.shuffles(List.of(parents)),
                List.of(),
                new StageOutput.Results(requested));
        return new JobPlan(jobId, new CallSite("collect at Test.java:1", "stack"), last, mapStages, properties);
    }

    /** A job whose RDD is persisted: it reads its parents only while that is not fully cached. */
    static JobPlan cachedJob(int jobId, int rddId, int partitions, List<StageSpec> mapStages, Integer... parents) {
        int[] all = new int[partitions];
        for (int i = 0; i < partitions; i++) {
            all[i] = i;
        }
        StageSpec last = spec(
                rddId,
                partitions,
                List.of(parents),
                new InputReach(List.of(), List.of(0)),
                List.of(new CachedInput(rddId, partitions, InputReach.shuffles(List.of(parents)))),
                new StageOutput.Results(all));
        return new JobPlan(jobId, new CallSite("collect at Test.java:1", "stack"), last, mapStages, Map.of());
    }

    /** A job that wants the outputs of a map stage. */
    static JobPlan mapStageJob(int jobId, StageSpec mapStage, List<StageSpec> ancestors) {
        return new JobPlan(
                jobId, new CallSite("submitMapStage at Test.java:1", "stack"), mapStage, ancestors, Map.of());
    }

    /** A chain of shuffles 0, 1, ..., each reading the one before. */
    static List<StageSpec> chain(int length, int partitions) {
        List<StageSpec> stages = new ArrayList<>();
        for (int shuffle = 0; shuffle < length; shuffle++) {
            stages.add(
                    shuffle == 0 ? map(0, partitions, partitions) : map(shuffle, partitions, partitions, shuffle - 1));
        }
        return stages;
    }

    private static StageSpec spec(
            int rddId,
            int partitions,
            List<Integer> parents,
            InputReach inputs,
            List<CachedInput> cached,
            StageOutput output) {
        CallSite site = new CallSite("map at Test.java:" + rddId, "stack");
        RddInfo rdd = new RddInfo(
                rddId,
                null,
                "MapPartitionsRDD",
                partitions,
                StorageLevel.NONE,
                false,
                List.of(),
                site,
                null,
                "DETERMINATE");
        return new StageSpec(List.of(rdd), site, parents, inputs, cached, false, output, "work of rdd " + rddId);
    }
}

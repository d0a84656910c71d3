// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scale;

import ember.model.CallSite;
import ember.model.StorageLevel;
import ember.model.event.RddInfo;
import ember.scheduler.plan.InputReach;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Jobs of simple shapes and any size. The work of a map stage is the number of its shuffle, that of a result stage {@link #RESULTS}:
 * enough for an executor that only pretends.
 */
public final class Plans {
    /** Work of tasks that write no shuffle. */
    static final Integer RESULTS = -1;

    private static final CallSite SITE = new CallSite("count at Scale.java:1", "");

    private Plans() {}

    /** One stage of {@code tasks} tasks. */
    public static JobPlan flat(int jobId, int tasks) {
        return job(jobId, List.of(), results(tasks, List.of()));
    }

    /**
     * A shuffle: {@code tasks} map tasks, then as many result tasks.
     *
     * @param shuffleId not used by any other job
     */
    public static JobPlan shuffled(int jobId, int shuffleId, int tasks) {
        return job(jobId, List.of(map(shuffleId, tasks, List.of())), results(tasks, List.of(shuffleId)));
    }

    /**
     * Stages of one task in a row, each reading the one before it.
     *
     * @param firstShuffleId the first of {@code stages - 1} numbers that no other job uses
     */
    public static JobPlan chain(int jobId, int firstShuffleId, int stages) {
        List<StageSpec> mapStages = new ArrayList<>(stages - 1);
        List<Integer> parent = List.of();
        for (int i = 0; i < stages - 1; i++) {
            mapStages.add(map(firstShuffleId + i, 1, parent));
            parent = List.of(firstShuffleId + i);
        }
        return job(jobId, mapStages, results(1, parent));
    }

    /**
     * Map stages of one task side by side, and a last stage of one task that reads them all.
     *
     * @param firstShuffleId the first of {@code stages - 1} numbers that no other job uses
     */
    public static JobPlan wide(int jobId, int firstShuffleId, int stages) {
        List<StageSpec> mapStages = new ArrayList<>(stages - 1);
        List<Integer> shuffles = new ArrayList<>(stages - 1);
        for (int i = 0; i < stages - 1; i++) {
            mapStages.add(map(firstShuffleId + i, 1, List.of()));
            shuffles.add(firstShuffleId + i);
        }
        return job(jobId, mapStages, results(1, shuffles));
    }

    /** Tasks of a job if each runs once. */
    public static long tasks(JobPlan plan) {
        long tasks = plan.finalStage().rdd().numPartitions();
        for (StageSpec stage : plan.mapStages()) {
            tasks += stage.rdd().numPartitions();
        }
        return tasks;
    }

    private static JobPlan job(int jobId, List<StageSpec> mapStages, StageSpec finalStage) {
        return new JobPlan(jobId, SITE, finalStage, mapStages, Map.of());
    }

    private static StageSpec map(int shuffleId, int partitions, List<Integer> parents) {
        return stage(partitions, parents, new StageOutput.Shuffle(shuffleId, 1), shuffleId);
    }

    private static StageSpec results(int partitions, List<Integer> parents) {
        int[] all = new int[partitions];
        for (int i = 0; i < partitions; i++) {
            all[i] = i;
        }
        return stage(partitions, parents, new StageOutput.Results(all), RESULTS);
    }

    private static StageSpec stage(int partitions, List<Integer> parents, StageOutput output, Integer work) {
        RddInfo rdd = new RddInfo(
                0,
                null,
                "MapPartitionsRDD",
                partitions,
                StorageLevel.NONE,
                false,
                List.of(),
                SITE,
                null,
                "DETERMINATE");
        return new StageSpec(List.of(rdd), SITE, parents, InputReach.shuffles(parents), List.of(), false, output, work);
    }
}

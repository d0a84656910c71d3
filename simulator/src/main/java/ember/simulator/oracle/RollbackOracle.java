// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.scheduler.effect.Effect;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Nothing mixes old and new data of a stage whose outputs may differ when they are made again: neither what one task reads, directly or
 * through other stages, nor the results of one job.
 */
final class RollbackOracle extends Oracle {
    private final Ledger ledger;
    /** What a task attempt reads, directly or through others, of data that may differ: which attempt wrote it. */
    private final Map<Long, Map<Source, Long>> origins = new HashMap<>();

    private final Map<Integer, Map<Source, Long>> originsOfResults = new HashMap<>();

    RollbackOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Source(int shuffleId, int mapPartition) {}

    @Override
    String rule() {
        return "nothing mixes old and new data of a stage whose outputs may differ when they are made again";
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        StageModel model = (StageModel) effect.work();
        if (!model.dependsOnUnrepeatable()) {
            return;
        }
        TaskAttempt task = effect.attempt();
        Map<Source, Long> read = new LinkedHashMap<>();
        List<MapOutputs> inputs = effect.inputs();
        for (int i = 0; i < inputs.size(); i++) {
            ShuffleModel shuffle = model.shuffles().get(i);
            for (int partition = 0; partition < inputs.get(i).mapPartitions(); partition++) {
                MapOutput output = inputs.get(i).output(partition);
                if (output != null) {
                    merge(read, origins.getOrDefault(output.writer(), Map.of()), task);
                    if (shuffle.writer().isUnrepeatable()) {
                        merge(read, Map.of(new Source(shuffle.id(), partition), output.writer()), task);
                    }
                }
            }
        }
        origins.put(task.taskId(), read);
    }

    private static void merge(Map<Source, Long> all, Map<Source, Long> more, Object reader) {
        more.forEach((source, writer) -> {
            Long other = all.put(source, writer);
            Violation.unless(
                    other == null || other.equals(writer),
                    "old and new data of a stage are mixed that may differ",
                    source + " by " + other + " and " + writer + " in " + reader);
        });
    }

    @Override
    public void deliverResult(Effect.DeliverResult effect) {
        Ledger.Task maker = ledger.justEnded();
        if (maker != null) {
            merge(
                    originsOfResults.computeIfAbsent(effect.jobId(), id -> new LinkedHashMap<>()),
                    origins.getOrDefault(maker.attempt.taskId(), Map.of()),
                    "the results of job " + effect.jobId());
        }
    }
}

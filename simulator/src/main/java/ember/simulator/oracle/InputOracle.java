// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.scenario.CachedRdd;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A task starts only when all its inputs were complete: no output is missing from its snapshot unless persisted RDDs hid its shuffle,
 * and none was known to be lost or unreadable when the stage attempt was ready. And for cost: a map output that is there is not
 * computed again.
 */
final class InputOracle extends Oracle {
    private final Ledger ledger;
    private final CacheOracle cache;
    private final Map<AttemptKey, StageAttempt> attempts = new HashMap<>();
    private final Map<Integer, Integer> latestAttempt = new HashMap<>();
    private final Map<OutputKey, Ledger.Task> available = new HashMap<>();
    /** Outputs that several attempts made, or one that was asked to end: which of them counts is the scheduler's business, so none is certain to be there. */
    private final Set<OutputKey> ambiguous = new HashSet<>();
    /** When a map output was reported as unreadable, by its writer, counted in facts. */
    private final Map<Long, Integer> unreadableSince = new HashMap<>();

    InputOracle(Ledger ledger, CacheOracle cache) {
        this.ledger = ledger;
        this.cache = cache;
    }

    private record AttemptKey(int stageId, int stageAttempt) {}

    private record OutputKey(int shuffleId, int mapPartition) {}

    /** A stage attempt and what hid shuffles from it. */
    private static final class StageAttempt {
        final StageModel model;
        final Set<CachedRdd> whollyCached = new HashSet<>();
        final Set<MapOutputs> judged = new HashSet<>();
        int preparedAt = -1;

        StageAttempt(StageModel model) {
            this.model = model;
        }
    }

    @Override
    String rule() {
        return "a task starts only with complete inputs, none of them known to be lost; nothing that is there is computed again";
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        StageModel model = (StageModel) effect.work();
        StageAttempt attempt = new StageAttempt(model);
        AttemptKey key = new AttemptKey(effect.stageId(), effect.stageAttempt());
        Violation.unless(attempts.put(key, attempt) == null, "a stage attempt was prepared twice", effect);
        latestAttempt.put(effect.stageId(), effect.stageAttempt());
        remember(attempt);
        for (int partition : effect.partitions()) {
            OutputKey output = new OutputKey(model.shuffleId(), partition);
            if (model.dependsOnUnrepeatable() || model.spec().isBarrier()) {
                // It may have been taken back: what it was made from is made anew, or its barrier failed.
                available.remove(output);
            }
            Violation.unless(
                    !available.containsKey(output), "a map output is to be computed again that is there", effect);
            ambiguous.remove(output);
        }
    }

    private void remember(StageAttempt attempt) {
        for (CachedRdd rdd : attempt.model.cachedRdds()) {
            if (cache.isWhollyCached(rdd)) {
                attempt.whollyCached.add(rdd);
            }
        }
    }

    @Override
    public void stagePrepared(SchedulerEvent.StagePrepared event) {
        StageAttempt attempt = attempts.get(new AttemptKey(event.stageId(), event.stageAttempt()));
        if (attempt != null && attempt.preparedAt < 0) {
            attempt.preparedAt = ledger.now();
            remember(attempt);
        }
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        Ledger.Task task = ledger.justEnded();
        if (task == null) {
            return;
        }
        if (event.end() instanceof TaskEnd.FetchFailed fetch && fetch.mapPartition() >= 0) {
            boolean counts = task.attempt.stageAttempt() == latestAttempt.getOrDefault(task.attempt.stageId(), -1)
                    && ledger.stage(task.attempt.stageId()).isWanted();
            unreadable(fetch.writer(), counts);
            fetch.others().forEach(other -> unreadable(other.writer(), counts));
        } else if (task.succeeded() && task.model.shuffleId() >= 0) {
            made(task);
        }
    }

    private void unreadable(long writer, boolean counts) {
        available.values().removeIf(task -> task.attempt.taskId() == writer);
        if (counts) {
            unreadableSince.putIfAbsent(writer, ledger.now());
        }
    }

    private void made(Ledger.Task task) {
        OutputKey output = new OutputKey(task.model.shuffleId(), task.attempt.partition());
        if (!ledger.stage(task.attempt.stageId()).isWanted()) {
            return;
        }
        if (task.killed || available.containsKey(output)) {
            available.remove(output);
            ambiguous.add(output);
        } else if (!ambiguous.contains(output)) {
            available.put(output, task);
        }
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        available.values().removeIf(task -> task.executor.lostAt >= 0);
    }

    @Override
    public void forgetShuffle(Effect.ForgetShuffle effect) {
        available.keySet().removeIf(key -> key.shuffleId() == effect.shuffleId());
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt task = effect.attempt();
        StageModel model = (StageModel) effect.work();
        StageAttempt attempt = attempts.get(new AttemptKey(task.stageId(), task.stageAttempt()));
        if (attempt == null || attempt.preparedAt < 0) {
            throw new Violation("a task was launched before its stage was prepared: " + task);
        }
        Violation.unless(
                !available.containsKey(new OutputKey(model.shuffleId(), task.partition())),
                "a map output is computed again that is there",
                task);
        Violation.unless(
                effect.inputs().size() == model.shuffles().size(), "a task got other inputs than it reads", task);
        for (int i = 0; i < effect.inputs().size(); i++) {
            MapOutputs outputs = effect.inputs().get(i);
            ShuffleModel shuffle = model.shuffles().get(i);
            if (attempt.judged.add(outputs)) {
                judge(task, outputs, shuffle, attempt);
                Violation.unless(
                        outputs.isComplete() || !model.inputs().needs(shuffle.id(), attempt.whollyCached::contains),
                        "a task was launched although an input was missing",
                        task);
            }
        }
    }

    private void judge(TaskAttempt reader, MapOutputs outputs, ShuffleModel shuffle, StageAttempt attempt) {
        Violation.unless(
                outputs.shuffleId() == shuffle.id()
                        && outputs.mapPartitions() == shuffle.writer().partitions()
                        && outputs.reducePartitions() == shuffle.reducePartitions(),
                "a task got the outputs of another shuffle",
                reader);
        for (int partition = 0; partition < outputs.mapPartitions(); partition++) {
            MapOutput output = outputs.output(partition);
            String wrong = output == null ? null : whatIsWrong(output, shuffle, partition, attempt.preparedAt);
            if (wrong != null) {
                throw new Violation(reader.label() + " was sent to a map output that " + wrong + ": " + output);
            }
        }
    }

    private @Nullable String whatIsWrong(MapOutput output, ShuffleModel shuffle, int partition, int preparedAt) {
        Ledger.Task writer = ledger.task(output.writer());
        if (writer.model != shuffle.writer() || writer.attempt.partition() != partition) {
            return "was written for another partition";
        }
        if (!writer.succeeded()
                || output.mapPartition() != partition
                || !output.executor().equals(writer.attempt.executor())) {
            return "was never written so";
        }
        int lostAt = writer.executor.lostAt;
        if (lostAt >= 0 && lostAt < preparedAt) {
            return "had gone with its executor";
        }
        Integer unreadable = unreadableSince.get(output.writer());
        return unreadable != null && unreadable < preparedAt ? "had been found unreadable" : null;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.scenario.ShuffleModel;
import ember.simulator.scenario.StageModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a barrier stage attempt start in one turn, all of them; nobody passes a barrier that not all have reached; one that fails
 * takes all others with it; and who reads what they wrote reads it from one attempt.
 */
final class BarrierOracle extends Oracle {
    private final Ledger ledger;
    private final Map<AttemptKey, Gang> gangs = new HashMap<>();
    private int turns;

    BarrierOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    private record AttemptKey(int stageId, int stageAttempt) {
        static AttemptKey of(TaskAttempt attempt) {
            return new AttemptKey(attempt.stageId(), attempt.stageAttempt());
        }
    }

    /** The tasks of a barrier stage attempt. */
    private static final class Gang {
        final int size;
        int launchedInTurn = -1;
        int launched;
        /** Indices of those that wait for the others. */
        final Set<Integer> waiting = new HashSet<>();
        /** Of those that may pass, who were not told so yet. */
        final Set<Integer> passing = new HashSet<>();

        Gang(int size) {
            this.size = size;
        }
    }

    @Override
    String rule() {
        return "barrier tasks start together, wait for all, fail together, and what they wrote comes from one attempt";
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        if (((StageModel) effect.work()).spec().isBarrier()) {
            gangs.put(
                    new AttemptKey(effect.stageId(), effect.stageAttempt()),
                    new Gang(effect.partitions().size()));
        }
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        TaskAttempt attempt = effect.attempt();
        StageModel model = (StageModel) effect.work();
        judgeInputs(attempt, model, effect.inputs());
        Gang gang = gangs.get(AttemptKey.of(attempt));
        if (gang == null) {
            return;
        }
        Violation.unless(
                gang.launchedInTurn < 0 || gang.launchedInTurn == turns,
                "a barrier task was launched after the others",
                attempt);
        Violation.unless(
                effect.barrierAddresses().size() == gang.size && !attempt.speculative(),
                "a barrier task was launched as something else",
                attempt);
        gang.launchedInTurn = turns;
        gang.launched++;
    }

    private void judgeInputs(TaskAttempt reader, StageModel model, List<MapOutputs> inputs) {
        for (int i = 0; i < inputs.size(); i++) {
            ShuffleModel shuffle = model.shuffles().get(i);
            if (shuffle.writer().spec().isBarrier()) {
                Set<AttemptKey> writers = new HashSet<>();
                for (int partition = 0; partition < inputs.get(i).mapPartitions(); partition++) {
                    MapOutput output = inputs.get(i).output(partition);
                    if (output != null) {
                        writers.add(AttemptKey.of(ledger.task(output.writer()).attempt));
                    }
                }
                Violation.unless(
                        writers.size() <= 1, "outputs of several attempts of a barrier stage are read", reader);
            }
        }
    }

    @Override
    public void barrierReached(SchedulerEvent.BarrierReached event) {
        if (ledger.isKnown(event.taskId())) {
            TaskAttempt attempt = ledger.task(event.taskId()).attempt;
            Gang gang = gangs.get(AttemptKey.of(attempt));
            if (gang != null) {
                gang.waiting.add(attempt.index());
            }
        }
    }

    @Override
    public void answerBarrier(Effect.AnswerBarrier effect) {
        Ledger.Task task = ledger.task(effect.taskId());
        Gang gang = gangs.get(AttemptKey.of(task.attempt));
        Violation.unless(
                task.end == null && gang != null, "somebody is told of a barrier who does not wait there", effect);
        if (gang == null || effect.failure() != null) {
            return;
        }
        if (gang.passing.isEmpty()) {
            Violation.unless(
                    gang.waiting.size() == gang.size, "a task passes a barrier that not all have reached", effect);
            gang.passing.addAll(gang.waiting);
            gang.waiting.clear();
        }
        gang.passing.remove(task.attempt.index());
    }

    @Override
    public void factApplied() {
        if (ledger.isStopped()) {
            return;
        }
        judgeEnd(ledger.justEnded());
        for (Ledger.Task lost : ledger.lostTasks()) {
            judgeEnd(lost);
        }
    }

    private void judgeEnd(Ledger.@Nullable Task ended) {
        if (ended == null || ended.succeeded() || !gangs.containsKey(AttemptKey.of(ended.attempt))) {
            return;
        }
        for (Ledger.Task other : ledger.stage(ended.attempt.stageId()).running) {
            Violation.unless(
                    other.killed || other.attempt.stageAttempt() != ended.attempt.stageAttempt(),
                    "a barrier task runs on although another one failed",
                    other.attempt);
        }
    }

    @Override
    public void turnEnded() {
        for (Gang gang : gangs.values()) {
            Violation.unless(
                    gang.launchedInTurn != turns || gang.launched == gang.size,
                    "some tasks of a barrier stage were launched, others not",
                    gang.launched + " of " + gang.size);
        }
        turns++;
    }
}

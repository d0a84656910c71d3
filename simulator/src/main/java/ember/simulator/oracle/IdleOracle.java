// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cost: at the end of a turn no slot is free while a task of a prepared, running stage attempt waits. */
final class IdleOracle extends Oracle {
    private final Ledger ledger;
    private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();
    private final Set<Output> done = new HashSet<>();

    IdleOracle(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Output(int stageId, int outputId) {}

    /** The latest attempt of a stage while it is open. */
    private static final class Waiting {
        final int stageAttempt;
        final List<Integer> partitions;
        boolean prepared;

        Waiting(int stageAttempt, List<Integer> partitions) {
            this.stageAttempt = stageAttempt;
            this.partitions = partitions;
        }
    }

    @Override
    String rule() {
        return "no slot is free while a task could run";
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        waiting.put(effect.stageId(), new Waiting(effect.stageAttempt(), new ArrayList<>(effect.partitions())));
    }

    @Override
    public void stagePrepared(SchedulerEvent.StagePrepared event) {
        Waiting stage = waiting.get(event.stageId());
        if (stage != null && stage.stageAttempt == event.stageAttempt()) {
            stage.prepared = true;
        }
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.StageCompleted completed) {
            waiting.remove(completed.stage().stageId());
        }
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        Waiting stage = waiting.get(effect.attempt().stageId());
        if (stage != null) {
            stage.partitions.remove((Integer) effect.attempt().partition());
        }
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        if (ledger.justEnded() != null) {
            ended(ledger.justEnded());
        }
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        for (Ledger.Task task : ledger.lostTasks()) {
            ended(task);
        }
    }

    private void ended(Ledger.Task task) {
        Output output = new Output(task.attempt.stageId(), task.attempt.outputId());
        if (task.succeeded()) {
            done.add(output);
        }
        Waiting stage = waiting.get(task.attempt.stageId());
        if (stage == null) {
            return;
        }
        Integer partition = task.attempt.partition();
        if (task.succeeded()) {
            stage.partitions.remove(partition);
        } else if (stage.stageAttempt == task.attempt.stageAttempt()
                && !(task.end instanceof TaskEnd.FetchFailed)
                && !done.contains(output)) {
            stage.partitions.add(partition);
        }
    }

    @Override
    public void turnEnded() {
        if (ledger.isStopped() || !ledger.hasFreeSlots()) {
            return;
        }
        for (Map.Entry<Integer, Waiting> stage : waiting.entrySet()) {
            Violation.unless(
                    !stage.getValue().prepared || stage.getValue().partitions.isEmpty(),
                    "a slot is free although tasks wait",
                    "stage " + stage.getKey() + "." + stage.getValue().stageAttempt + ", partitions "
                            + stage.getValue().partitions);
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.StageOutput;
import ember.simulator.scenario.StageModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** Which tasks could be launched: those of prepared, running stage attempts that do not run and whose output is not there. */
final class WaitingTasks extends Watcher {
    static final long NEVER = Long.MAX_VALUE;

    private final Ledger ledger;
    private final Map<Integer, Waiting> waiting = new LinkedHashMap<>();
    private final Set<Output> done = new HashSet<>();

    WaitingTasks(Ledger ledger) {
        this.ledger = ledger;
    }

    private record Output(int stageId, int outputId) {}

    /** The latest attempt of a stage while it is open. */
    static final class Waiting {
        final int stageId;
        final int stageAttempt;
        /** Whether its tasks can only start together. */
        final boolean barrier;

        private final List<Integer> outputs;
        /** Indices of the tasks that could be launched. */
        final Set<Integer> indices = new TreeSet<>();

        boolean prepared;
        /** When something of the attempt last changed. */
        long changedNanos;
        /** Since when there is a slot for one of its tasks at the end of each turn. */
        long refusesSinceNanos = NEVER;

        /** The job for which it was prepared. */
        Ledger.Job job;

        Waiting(Effect.PrepareStage effect, Ledger.Job job, List<Integer> outputs) {
            this.stageId = effect.stageId();
            this.stageAttempt = effect.stageAttempt();
            this.barrier = ((StageModel) effect.work()).spec().isBarrier();
            this.job = job;
            this.outputs = outputs;
            for (int index = 0; index < outputs.size(); index++) {
                indices.add(index);
            }
        }

        /** An older attempt made an output. */
        private void made(int output) {
            indices.remove(outputs.indexOf(output));
        }

        boolean canLaunch() {
            return prepared && !indices.isEmpty();
        }

        @Override
        public String toString() {
            return "stage " + stageId + "." + stageAttempt + ", tasks " + indices;
        }
    }

    /** All open stage attempts. */
    Collection<Waiting> all() {
        return waiting.values();
    }

    private Ledger.Job oldestJob(int stageId) {
        Ledger.Job oldest = null;
        for (Ledger.Job job : ledger.stage(stageId).jobs) {
            if (!job.ended && (oldest == null || job.plan.jobId() < oldest.plan.jobId())) {
                oldest = job;
            }
        }
        return Objects.requireNonNull(oldest, "a stage is prepared that no job wants");
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        waiting.put(effect.stageId(), new Waiting(effect, oldestJob(effect.stageId()), outputs(effect)));
    }

    /** What the tasks of an attempt are for, in their order. A result that is asked for twice is made twice. */
    private List<Integer> outputs(Effect.PrepareStage effect) {
        List<Integer> outputs = new ArrayList<>();
        if (((StageModel) effect.work()).spec().output() instanceof StageOutput.Results results) {
            for (int output = 0; output < results.count(); output++) {
                if (!done.contains(new Output(effect.stageId(), output))) {
                    outputs.add(output);
                }
            }
        } else {
            for (int partition : effect.partitions()) {
                outputs.add(partition);
            }
        }
        return outputs;
    }

    @Override
    public void stagePrepared(SchedulerEvent.StagePrepared event) {
        Waiting stage = waiting.get(event.stageId());
        if (stage != null && stage.stageAttempt == event.stageAttempt() && !stage.prepared) {
            stage.prepared = true;
            stage.changedNanos = ledger.nowNanos;
            stage.job = oldestJob(event.stageId());
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
            stage.changedNanos = ledger.nowNanos;
            stage.indices.remove(effect.attempt().index());
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
        if (task.rolledBack) {
            return;
        }
        Output output = new Output(task.attempt.stageId(), task.attempt.outputId());
        if (task.succeeded()) {
            done.add(output);
        }
        Waiting stage = waiting.get(task.attempt.stageId());
        if (stage == null) {
            return;
        }
        boolean sameAttempt = stage.stageAttempt == task.attempt.stageAttempt();
        stage.changedNanos = ledger.nowNanos;
        if (task.succeeded()) {
            if (sameAttempt) {
                stage.indices.remove(task.attempt.index());
            } else {
                stage.made(task.attempt.outputId());
            }
        } else if (sameAttempt
                && !(task.end instanceof TaskEnd.FetchFailed)
                && !done.contains(output)
                && ledger.otherCopy(task) == null) {
            stage.indices.add(task.attempt.index());
        }
    }
}

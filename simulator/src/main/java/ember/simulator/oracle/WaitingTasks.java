// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Which tasks could be launched: those of prepared, running stage attempts that do not run and whose output is not there. */
final class WaitingTasks extends Watcher {
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
        final List<Integer> partitions;
        boolean prepared;
        /** The job for which it was prepared. */
        Ledger.Job job;

        Waiting(Effect.PrepareStage effect, Ledger.Job job) {
            this.stageId = effect.stageId();
            this.stageAttempt = effect.stageAttempt();
            this.job = job;
            this.partitions = new ArrayList<>(effect.partitions());
        }

        boolean canLaunch() {
            return prepared && !partitions.isEmpty();
        }

        @Override
        public String toString() {
            return "stage " + stageId + "." + stageAttempt + ", partitions " + partitions;
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
        waiting.put(effect.stageId(), new Waiting(effect, oldestJob(effect.stageId())));
    }

    @Override
    public void stagePrepared(SchedulerEvent.StagePrepared event) {
        Waiting stage = waiting.get(event.stageId());
        if (stage != null && stage.stageAttempt == event.stageAttempt() && !stage.prepared) {
            stage.prepared = true;
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
        if (stage != null && !effect.attempt().speculative()) {
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
                && !done.contains(output)
                && ledger.otherCopy(task) == null) {
            stage.partitions.add(partition);
        }
    }
}

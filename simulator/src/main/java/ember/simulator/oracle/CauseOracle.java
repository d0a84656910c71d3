// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.OutputLoss;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.model.event.TaskCause;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.StageSpec;
import ember.simulator.scenario.StageModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is said of why a stage attempt or a task attempt runs has really happened. */
final class CauseOracle extends Oracle {
    private final Ledger ledger;
    private final TaskHistory history;
    private final List<Unread> unread = new ArrayList<>();
    private final List<Ledger.Task> barrierTasks = new ArrayList<>();
    private final Set<String> lostExecutors = new HashSet<>();
    private final Map<Integer, Integer> latestAttempt = new HashMap<>();
    private final Set<Integer> written = new HashSet<>();
    private final Set<TaskHistory.Key> launched = new HashSet<>();

    CauseOracle(Ledger ledger, TaskHistory history) {
        this.ledger = ledger;
        this.history = history;
    }

    /** A task that could not read. */
    private record Unread(TaskAttempt task, TaskEnd.FetchFailed end) {
        boolean missed(int shuffleId) {
            return end.shuffleId() == shuffleId
                    || end.others().stream().anyMatch(other -> other.shuffleId() == shuffleId);
        }
    }

    @Override
    String rule() {
        return "what is said of why a stage attempt or a task attempt runs is true";
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        Ledger.Task task = ledger.justEnded();
        if (task == null) {
            return;
        }
        noteBarrierTask(task);
        if (task.end instanceof TaskEnd.FetchFailed fetch) {
            unread.add(new Unread(task.attempt, fetch));
        } else if (task.end instanceof TaskEnd.Succeeded
                && task.model.shuffleId() >= 0
                && !task.rolledBack
                && ledger.stage(task.attempt.stageId()).isWanted()) {
            written.add(task.model.shuffleId());
        }
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        lostExecutors.add(event.executor());
        ledger.lostTasks().forEach(this::noteBarrierTask);
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.StageSubmitted submitted) {
            StageInfo stage = submitted.stage();
            Violation.unless(isTrue(stage), "a stage attempt runs for another reason than is said", stage);
            latestAttempt.put(stage.stageId(), stage.attempt());
        } else if (effect.event() instanceof EngineEvent.TaskStarted started) {
            TaskAttempt attempt = started.task().attempt();
            boolean first = launched.add(TaskHistory.Key.of(attempt));
            Violation.unless(
                    isTrue(started.task().cause(), attempt, first),
                    "a task runs for another reason than is said",
                    started);
        }
    }

    private boolean isTrue(StageInfo stage) {
        StageCause cause = stage.cause();
        Integer before = latestAttempt.get(stage.stageId());
        if (cause instanceof StageCause.FirstRun first) {
            // What an attempt makes after its stage was rolled back does not count as made.
            boolean nothingMade = !written.contains(stage.shuffleId()) || dependsOnUnrepeatable(stage.stageId());
            return before == null && nothingMade && wants(first.jobId(), stage);
        }
        if (cause instanceof StageCause.OutputsUnfinished unfinished) {
            return unfinished.shuffleId() == stage.shuffleId()
                    && (unfinished.missing() == stage.numTasks() || isBarrier(stage))
                    && wants(unfinished.jobId(), stage);
        }
        if (cause instanceof StageCause.OutputsLost lost) {
            return lost.shuffleId() == stage.shuffleId()
                    && lost.losses().stream().allMatch(loss -> isTrue(loss, stage));
        }
        if (cause instanceof StageCause.InputLost lost) {
            return unread.stream()
                    .anyMatch(task -> task.end().shuffleId() == lost.shuffleId()
                            && task.end().mapPartition() == lost.mapPartition()
                            && task.task().stageId() == stage.stageId()
                            && task.task().label().equals(lost.task()));
        }
        if (cause instanceof StageCause.BarrierFailed failed) {
            return before != null && hasFailed(failed.task());
        }
        if (cause instanceof StageCause.RolledBack) {
            return before != null && dependsOnUnrepeatable(stage.stageId());
        }
        return cause instanceof StageCause.ParentsLost lost && before != null && lost.lostAttempt() == before;
    }

    /** Whether the stage may be run again because data that it depends on may differ. */
    private boolean dependsOnUnrepeatable(int stageId) {
        for (Ledger.Job job : ledger.stage(stageId).jobs) {
            for (StageSpec spec : job.plan.mapStages()) {
                if (((StageModel) spec.work()).isUnrepeatable()) {
                    return true;
                }
            }
            if (((StageModel) job.plan.finalStage().work()).isUnrepeatable()) {
                return true;
            }
        }
        return false;
    }

    private void noteBarrierTask(Ledger.Task task) {
        if (task.model.spec().isBarrier()) {
            barrierTasks.add(task);
        }
    }

    /** Whether a task of a barrier has failed, or what it had made was lost, which is the same to the others. */
    private boolean hasFailed(String barrierTask) {
        for (Ledger.Task task : barrierTasks) {
            if (task.attempt.label().equals(barrierTask)) {
                return !task.succeeded() || task.executor.lostAt >= 0;
            }
        }
        return false;
    }

    /** A barrier stage makes all its outputs anew, whatever is missing. */
    private boolean isBarrier(StageInfo stage) {
        for (Ledger.Job job : ledger.stage(stage.stageId()).jobs) {
            for (StageSpec spec : job.plan.mapStages()) {
                if (((StageModel) spec.work()).shuffleId() == stage.shuffleId()) {
                    return spec.isBarrier();
                }
            }
        }
        return false;
    }

    private boolean wants(int jobId, StageInfo stage) {
        Ledger.Job job = ledger.job(jobId);
        return !job.ended && ledger.stage(stage.stageId()).jobs.contains(job);
    }

    private boolean isTrue(OutputLoss loss, StageInfo stage) {
        return loss.outputs() > 0
                && switch (loss.kind()) {
                    case EXECUTOR -> lostExecutors.contains(loss.what());
                    case UNREADABLE ->
                        unread.stream()
                                .anyMatch(task -> task.missed(stage.shuffleId())
                                        && task.task().label().equals(loss.what()));
                    case ROLLBACK -> dependsOnUnrepeatable(stage.stageId());
                    case BARRIER -> hasFailed(loss.what()) || loss.what().equals("of an earlier attempt");
                };
    }

    private boolean isTrue(TaskCause cause, TaskAttempt attempt, boolean first) {
        if (first) {
            return cause instanceof TaskCause.First;
        }
        TaskHistory.Key task = TaskHistory.Key.of(attempt);
        if (cause instanceof TaskCause.Speculative speculative) {
            Ledger.Task original = ledger.task(speculative.taskId());
            return original.end == null
                    && TaskHistory.Key.of(original.attempt).equals(task)
                    && original.attempt.executor().equals(speculative.executor());
        }
        Ledger.Task lost = history.lostOutput(task);
        if (lost != null) {
            return cause.equals(new TaskCause.Resubmitted(lost.attempt.taskId(), lost.attempt.executor()));
        }
        Ledger.Task last = history.lastEnded(task);
        return last != null && isTrue(cause, last, history.failuresSinceMade(task));
    }

    /** Whether it is what the end of a task's last attempt comes to. */
    private static boolean isTrue(TaskCause cause, Ledger.Task last, int failures) {
        long taskId = last.attempt.taskId();
        TaskEnd end = last.end;
        if (cause instanceof TaskCause.Failed failed) {
            return failed.taskId() == taskId
                    && (end instanceof TaskEnd.Threw || end instanceof TaskEnd.ResultLost)
                    && failed.failures() == failures;
        }
        if (cause instanceof TaskCause.Killed killed) {
            return killed.taskId() == taskId
                    && end instanceof TaskEnd.Killed told
                    && told.reason().equals(killed.reason());
        }
        if (cause instanceof TaskCause.CommitDenied denied) {
            return denied.taskId() == taskId && end instanceof TaskEnd.CommitDenied;
        }
        return cause instanceof TaskCause.ExecutorLost lost
                && lost.taskId() == taskId
                && end instanceof TaskEnd.ExecutorLost;
    }
}

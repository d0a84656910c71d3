// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.JobOutcome;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.scheduler.effect.Effect;
import ember.simulator.scenario.StageModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Listeners are told in order: a job's start, each stage attempt's submission and completion, each task's start and end, the job's end
 * before it is released; children after their parents.
 */
final class ListenerOracle extends Oracle implements EngineEvent.Handler {
    private final Ledger ledger;
    private final CacheOracle cache;
    private final Set<Integer> startedJobs = new HashSet<>();
    private final Set<Integer> endedJobs = new HashSet<>();
    private final Map<Integer, StageInfo> openStages = new HashMap<>();
    private final Map<Integer, Integer> lastAttempt = new HashMap<>();
    private final Map<Integer, Integer> stageOfShuffle = new HashMap<>();
    private final Map<Long, TaskAttempt> started = new HashMap<>();
    private final Set<Long> ended = new HashSet<>();
    private int launched;

    ListenerOracle(Ledger ledger, CacheOracle cache) {
        this.ledger = ledger;
        this.cache = cache;
    }

    @Override
    String rule() {
        return "every start has one end, in the order that listeners rely on";
    }

    @Override
    public void announce(Effect.Announce effect) {
        effect.event().deliverTo(this);
    }

    @Override
    public void jobStarted(EngineEvent.JobStarted event) {
        Violation.unless(startedJobs.add(event.jobId()), "a job started twice", event);
        int previous = -1;
        for (StageInfo stage : event.stages()) {
            Violation.unless(stage.stageId() > previous, "stages of a job are not in the order of their ids", event);
            previous = stage.stageId();
            for (int parent : stage.parentIds()) {
                Violation.unless(parent < stage.stageId(), "a stage has a smaller id than its parent", stage);
            }
            if (stage.shuffleId() >= 0) {
                stageOfShuffle.put(stage.shuffleId(), stage.stageId());
            }
        }
        Ledger.Job job = ledger.job(event.jobId());
        Violation.unless(
                event.stages().size() == job.plan.mapStages().size() + 1, "a job has other stages than planned", event);
    }

    @Override
    public void jobEnded(EngineEvent.JobEnded event) {
        Violation.unless(startedJobs.contains(event.jobId()), "a job ended that had not started", event);
        Violation.unless(endedJobs.add(event.jobId()), "a job's end was announced twice", event);
        Violation.unless(!ledger.job(event.jobId()).ended, "a job was released before its end was announced", event);
        for (StageInfo stage : openStages.values()) {
            boolean wantedByOthers = false;
            for (Ledger.Job job : ledger.stage(stage.stageId()).jobs) {
                wantedByOthers |= !endedJobs.contains(job.plan.jobId());
            }
            Violation.unless(wantedByOthers, "a job ended before the stages that it alone used", stage);
        }
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        Violation.unless(
                endedJobs.contains(effect.jobId()) == startedJobs.contains(effect.jobId()),
                "a job was released before its end was announced",
                effect);
        Violation.unless(
                startedJobs.contains(effect.jobId())
                        || ledger.job(effect.jobId()).cancelledBy != null
                        || (effect.outcome() instanceof JobOutcome.Aborted refused
                                && refused.message().startsWith("[SPARK-248")),
                "a job ended that was never announced",
                effect);
    }

    @Override
    public void stageSubmitted(EngineEvent.StageSubmitted event) {
        StageInfo stage = event.stage();
        Violation.unless(ledger.stage(stage.stageId()).isWanted(), "a stage was submitted that no job wants", event);
        Violation.unless(
                openStages.put(stage.stageId(), stage) == null, "a stage was submitted while it was running", event);
        Integer last = lastAttempt.put(stage.stageId(), stage.attempt());
        // A stage whose outputs were there when its first job began counts as tried once.
        Violation.unless(
                last == null ? stage.attempt() <= 1 : stage.attempt() == last + 1,
                "attempts of a stage are miscounted",
                event);
    }

    @Override
    public void prepareStage(Effect.PrepareStage effect) {
        StageInfo open = openStages.get(effect.stageId());
        Violation.unless(open != null && open.attempt() == effect.stageAttempt(), "prepared but not announced", effect);
        Violation.unless(
                Objects.requireNonNull(open).numTasks() == effect.partitions().size(),
                "a stage was announced with another number of tasks",
                effect);
        StageModel model = (StageModel) effect.work();
        for (var shuffle : model.shuffles()) {
            if (model.inputs().needs(shuffle.id(), cache::isWhollyCached)) {
                StageInfo parent = openStages.get(stageOfShuffle.getOrDefault(shuffle.id(), -1));
                Violation.unless(parent == null, "a stage was submitted while its parent was running", effect);
            }
        }
    }

    @Override
    public void stageCompleted(EngineEvent.StageCompleted event) {
        StageInfo open = openStages.remove(event.stage().stageId());
        Violation.unless(
                open != null && open.attempt() == event.stage().attempt(),
                "a stage was completed that was not running",
                event);
        Violation.unless(
                event.stage().completionTimeMillis() >= event.stage().submissionTimeMillis(),
                "a stage was completed before it was submitted",
                event);
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        launched++;
    }

    @Override
    public void taskStarted(EngineEvent.TaskStarted event) {
        TaskAttempt attempt = event.task().attempt();
        Violation.unless(started.put(attempt.taskId(), attempt) == null, "a task started twice", event);
        StageInfo stage = openStages.get(attempt.stageId());
        Violation.unless(
                stage != null && stage.attempt() == attempt.stageAttempt(),
                "a task started while its stage was not running",
                event);
    }

    @Override
    public void taskEnded(EngineEvent.TaskEnded event) {
        TaskAttempt attempt = event.task().attempt();
        Violation.unless(attempt.equals(started.get(attempt.taskId())), "a task ended that had not started", event);
        Ledger.Task task = ledger.task(attempt.taskId());
        TaskEnd end = task.end;
        if (event.end() instanceof TaskEnd.Resubmitted) {
            Violation.unless(
                    task.succeeded() && task.model.shuffleId() >= 0, "nothing was there to be resubmitted", event);
            return;
        }
        Violation.unless(ended.add(attempt.taskId()), "a task's end was announced twice", event);
        Violation.unless(isToldAs(event.end(), end), "a task's end was announced as something else", event);
    }

    private static boolean isToldAs(TaskEnd told, @Nullable TaskEnd end) {
        return end instanceof TaskEnd.Succeeded ? told.equals(TaskEnd.Succeeded.WITHOUT_PAYLOAD) : told.equals(end);
    }

    @Override
    public void factApplied() {
        if (ledger.isStopped()) {
            return;
        }
        Ledger.Task task = ledger.justEnded();
        Violation.unless(
                task == null || ended.contains(task.attempt.taskId()),
                "a task's end was not announced",
                task == null ? "" : task.attempt);
        for (Ledger.Task lost : ledger.lostTasks()) {
            Violation.unless(
                    ended.contains(lost.attempt.taskId()), "the end of a lost task was not announced", lost.attempt);
        }
    }

    @Override
    public void turnEnded() {
        Violation.unless(launched == started.size(), "not every launch was announced as a start", launched);
    }

    @Override
    public void finished() {
        Violation.unless(openStages.isEmpty(), "stages were never completed", openStages.values());
        Violation.unless(endedJobs.equals(startedJobs), "jobs' ends were never announced", startedJobs);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.oracle;

import ember.model.JobOutcome;
import ember.model.JobTags;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import ember.scheduler.SchedulerConfig;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import ember.simulator.scenario.StageModel;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * A job is aborted only if one of its stages failed for good, cancelled only if somebody asked for it, and then at once. What has
 * failed too often is not tried again.
 */
final class OutcomeOracle extends Oracle {
    private final Ledger ledger;
    private final TaskHistory history;
    private final SchedulerConfig config;
    private final Set<String> refusedGroups = new HashSet<>();
    private final Map<Integer, StageRecord> stages = new HashMap<>();
    /** Writers whose outputs were reported as unreadable. */
    private final Set<Long> reported = new HashSet<>();

    private boolean mayRollBack;
    private long latestTaskId = -1;
    /** Outputs of tasks up to this one may have been taken back by a rollback, which nobody is told of one by one. */
    private long perhapsTakenBackUpTo = -1;

    OutcomeOracle(Ledger ledger, TaskHistory history, SchedulerConfig config) {
        this.history = history;
        this.ledger = ledger;
        this.config = config;
    }

    /** How a stage fared. */
    private static final class StageRecord {
        int attempt = -1;
        boolean open;
        boolean broken;
        /** Attempts that found out about a loss. */
        final Set<Integer> failedAttempts = new HashSet<>();
        /** Those, and the ones that may have. */
        final Set<Integer> perhapsFailed = new HashSet<>();
    }

    private StageRecord stage(int stageId) {
        return stages.computeIfAbsent(stageId, id -> new StageRecord());
    }

    @Override
    String rule() {
        return "a job is aborted only for a reason, cancelled only if asked, and then at once; limits of retries hold";
    }

    @Override
    public void jobSubmitted(SchedulerEvent.JobSubmitted event) {
        String group = JobTags.of(event.plan().properties()).group();
        Ledger.Job job = ledger.job(event.plan().jobId());
        if (ledger.isStopped()) {
            job.cancelledBy = "stop";
        } else if (group != null && refusedGroups.contains(group)) {
            job.cancelledBy = "its group was cancelled before";
        }
    }

    private void cancel(Predicate<Ledger.Job> which, String by) {
        for (Ledger.Job job : ledger.jobs()) {
            if (!job.ended && which.test(job)) {
                job.cancelledBy = by;
            }
        }
    }

    private static JobTags tags(Ledger.Job job) {
        return JobTags.of(job.plan.properties());
    }

    @Override
    public void jobCancelled(SchedulerEvent.JobCancelled event) {
        cancel(job -> job.plan.jobId() == event.jobId(), "job");
    }

    @Override
    public void stageCancelled(SchedulerEvent.StageCancelled event) {
        cancel(job -> job.stages.stream().anyMatch(stage -> stage.stageId() == event.stageId()), "stage");
    }

    @Override
    public void groupCancelled(SchedulerEvent.GroupCancelled event) {
        if (event.futureJobsToo()) {
            refusedGroups.add(event.group());
        }
        cancel(job -> event.group().equals(tags(job).group()), "group");
    }

    @Override
    public void tagCancelled(SchedulerEvent.TagCancelled event) {
        cancel(job -> tags(job).tags().contains(event.tag()), "tag");
    }

    @Override
    public void allJobsCancelled(SchedulerEvent.AllJobsCancelled event) {
        cancel(job -> true, "all");
    }

    @Override
    public void engineStopped(SchedulerEvent.EngineStopped event) {
        cancel(job -> true, "stop");
    }

    @Override
    public void stagePreparationFailed(SchedulerEvent.StagePreparationFailed event) {
        StageRecord stage = stage(event.stageId());
        stage.broken |= stage.attempt == event.stageAttempt();
    }

    @Override
    public void taskEnded(SchedulerEvent.TaskEnded event) {
        Ledger.Task task = ledger.justEnded();
        if (task == null) {
            return;
        }
        StageRecord stage = stage(task.attempt.stageId());
        if (task.end instanceof TaskEnd.FetchFailed fetch) {
            fetchFailed(stage, task, fetch);
        } else if (task.end instanceof TaskEnd.Threw threw) {
            stage.broken |= threw.retry() != TaskEnd.Retry.ALLOWED;
        }
        judge(task);
        barrierTaskEnded(task);
    }

    /** One failed task of a barrier stage costs its whole attempt. */
    private void barrierTaskEnded(Ledger.Task task) {
        StageRecord stage = stage(task.attempt.stageId());
        if (task.model.spec().isBarrier() && !task.succeeded()) {
            stage.perhapsFailed.add(task.attempt.stageAttempt());
            if (stage.open
                    && task.attempt.stageAttempt() == stage.attempt
                    && !(task.end instanceof TaskEnd.FetchFailed)) {
                stage.failedAttempts.add(stage.attempt);
            }
        }
    }

    private void fetchFailed(StageRecord stage, Ledger.Task task, TaskEnd.FetchFailed fetch) {
        stage.perhapsFailed.add(task.attempt.stageAttempt());
        // A copy that was too slow may fail after its stage is done: that costs the stage nothing.
        if (stage.open && task.attempt.stageAttempt() == stage.attempt && isNews(fetch)) {
            stage.failedAttempts.add(stage.attempt);
        }
        if (ledger.stage(task.attempt.stageId()).isWanted()) {
            reported.add(fetch.writer());
            fetch.others().forEach(other -> reported.add(other.writer()));
        }
        perhapsRolledBack();
    }

    private void perhapsRolledBack() {
        if (mayRollBack) {
            perhapsTakenBackUpTo = latestTaskId;
        }
    }

    /** A loss that was told before says nothing against the stage that meets it. */
    private boolean isNews(TaskEnd.FetchFailed fetch) {
        if (fetch.mapPartition() < 0 || !ledger.isKnown(fetch.writer())) {
            return true;
        }
        return fetch.writer() > perhapsTakenBackUpTo
                && !reported.contains(fetch.writer())
                && ledger.task(fetch.writer()).executor.lostAt < 0;
    }

    @Override
    public void executorLost(SchedulerEvent.ExecutorLost event) {
        perhapsRolledBack();
        for (Ledger.Task task : ledger.lostTasks()) {
            judge(task);
            barrierTaskEnded(task);
        }
    }

    private void judge(Ledger.Task task) {
        stage(task.attempt.stageId()).broken |= hasFailedTooOften(task.attempt);
    }

    private boolean hasFailedTooOften(TaskAttempt attempt) {
        return history.failuresSinceMade(TaskHistory.Key.of(attempt)) >= config.maxTaskFailures();
    }

    @Override
    public void launchTask(Effect.LaunchTask effect) {
        latestTaskId = effect.attempt().taskId();
        mayRollBack |= ledger.task(latestTaskId).model.isUnrepeatable();
        Violation.unless(
                !hasFailedTooOften(effect.attempt()),
                "a task was tried again that had failed too often",
                effect.attempt());
    }

    @Override
    public void announce(Effect.Announce effect) {
        if (effect.event() instanceof EngineEvent.StageSubmitted submitted) {
            StageRecord stage = stage(submitted.stage().stageId());
            stage.attempt = submitted.stage().attempt();
            stage.open = true;
            Violation.unless(
                    stage.failedAttempts.size() < config.maxConsecutiveStageAttempts()
                            && stage.attempt < totalAttempts(),
                    "a stage was tried again that had failed too often",
                    submitted.stage());
        } else if (effect.event() instanceof EngineEvent.StageCompleted completed) {
            StageRecord stage = stage(completed.stage().stageId());
            stage.open = false;
            if (completed.stage().failureReason() == null) {
                stage.failedAttempts.clear();
                stage.perhapsFailed.clear();
            } else if (completed.stage().failureReason().startsWith("Stage failed because barrier task ")) {
                // Or an output was lost that one of its tasks had made.
                stage.perhapsFailed.add(completed.stage().attempt());
            }
        }
    }

    private int totalAttempts() {
        return Math.max(config.maxStageAttempts(), config.maxConsecutiveStageAttempts());
    }

    private boolean isBroken(StageInfo info) {
        StageRecord stage = stage(info.stageId());
        return stage.broken
                || stage.perhapsFailed.size() >= config.maxConsecutiveStageAttempts()
                || stage.attempt + 1 >= totalAttempts();
    }

    @Override
    public void endJob(Effect.EndJob effect) {
        Ledger.Job job = ledger.job(effect.jobId());
        if (effect.outcome() instanceof JobOutcome.Cancelled cancelled) {
            Violation.unless(job.cancelledBy != null, "nobody cancelled the job", effect);
            Violation.unless(
                    cancelled.shutDown() == Objects.equals(job.cancelledBy, "stop"), "who cancelled the job?", effect);
        } else {
            Violation.unless(job.cancelledBy == null, "a cancelled job ended otherwise", effect);
        }
        if (effect.outcome() instanceof JobOutcome.Aborted aborted) {
            boolean canRunNowhere =
                    (config.exclusion().taskAndStage() || config.exclusion().application())
                            && aborted.message().contains("cannot run anywhere");
            Violation.unless(
                    canRunNowhere
                            || cannotRollBack(job, aborted)
                            || isBarrierTrouble(aborted)
                            || job.stages.stream().anyMatch(this::isBroken),
                    "a job was aborted without a reason",
                    effect);
        }
    }

    /** A job that has given out results made from data that may differ fails when it would have to make them anew. */
    private static boolean cannotRollBack(Ledger.Job job, JobOutcome.Aborted outcome) {
        return ((StageModel) job.plan.finalStage().work()).dependsOnUnrepeatable()
                && outcome.message().contains("indeterminate");
    }

    /** A barrier stage that can never start, or whose results cannot be taken back. */
    private static boolean isBarrierTrouble(JobOutcome.Aborted outcome) {
        return outcome.message().startsWith("[SPARK-248")
                || outcome.message().contains("Could not recover from a failed barrier ResultStage");
    }

    @Override
    public void factApplied() {
        for (Ledger.Job job : ledger.jobs()) {
            Violation.unless(job.ended || job.cancelledBy == null, "a cancelled job goes on", job.plan.jobId());
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.JobOutcome;
import ember.model.JobTags;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.plan.JobPlan;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Finds the jobs that are no longer wanted, and says why. */
public final class Cancellation {
    private final StageGraph graph;
    private final JobRegistry jobs;
    private final StageLog log;
    private final JobTermination termination;
    private final BarrierAdmission postponed;
    private final Outbox outbox;

    Cancellation(Rooms rooms, JobTermination termination, BarrierAdmission postponed) {
        this.graph = rooms.graph();
        this.jobs = rooms.jobs();
        this.log = rooms.log();
        this.termination = termination;
        this.postponed = postponed;
        this.outbox = rooms.outbox();
    }

    /** One job. */
    public void cancelJob(int jobId, @Nullable String reason) {
        cancelPostponed(plan -> plan.jobId() == jobId, reason == null ? "" : reason, false);
        ActiveJob job = jobs.get(jobId);
        if (job == null) {
            if (log.shows(LogLevel.DEBUG)) {
                log.debug("Trying to cancel unregistered job " + jobId);
            }
            return;
        }
        log.info("Asked to cancel job " + jobId);
        termination.cancel(job, reason == null ? "" : reason);
    }

    /** Every job that uses a stage. */
    public void cancelStage(int stageId, @Nullable String reason) {
        Stage stage = graph.get(stageId);
        if (stage == null) {
            log.info("No active jobs to kill for Stage " + stageId);
            return;
        }
        String why = "because " + (reason == null ? "Stage " + stageId + " was cancelled" : reason);
        for (int jobId : List.copyOf(stage.jobIds())) {
            cancelJob(jobId, why);
        }
    }

    /** The jobs of a group, and if asked for those that will come. */
    public void cancelGroup(String group, boolean futureJobsToo, @Nullable String reason) {
        log.info("Asked to cancel job group " + group + " with cancelFutureJobs=" + futureJobsToo);
        if (futureJobsToo) {
            jobs.refuseGroup(group);
        }
        List<ActiveJob> found = jobs.find(job -> group.equals(job.tags().group()));
        if (found.isEmpty() && !futureJobsToo) {
            log.warn("Failed to cancel job group " + group + ". Cannot find active jobs for it.");
        }
        String why = reason == null ? "part of cancelled job group " + group : reason;
        cancelPostponed(plan -> group.equals(JobTags.of(plan.properties()).group()), why, false);
        cancel(found, why);
    }

    /** The jobs with a tag. */
    public void cancelTag(String tag, @Nullable String reason) {
        log.info("Asked to cancel jobs with tag " + tag);
        String why = reason == null ? "part of cancelled job tags " + tag : reason;
        cancelPostponed(plan -> JobTags.of(plan.properties()).tags().contains(tag), why, false);
        cancel(jobs.find(job -> job.tags().tags().contains(tag)), why);
    }

    /** Every job. */
    public void cancelAllJobs() {
        cancelPostponed(plan -> true, "as part of cancellation of all jobs", false);
        cancel(List.copyOf(jobs.activeJobs()), "as part of cancellation of all jobs");
    }

    private void cancel(List<ActiveJob> found, String reason) {
        for (ActiveJob job : found) {
            termination.cancel(job, reason);
        }
    }

    /** Jobs that wait to be submitted again have told nobody that they exist: they just end. */
    private void cancelPostponed(Predicate<JobPlan> condition, String reason, boolean shutDown) {
        for (JobPlan plan : postponed.withdraw(condition)) {
            String message = "Job " + plan.jobId() + " cancelled " + reason;
            outbox.add(new Effect.EndJob(plan.jobId(), new JobOutcome.Cancelled(message, shutDown)));
        }
    }

    void shutDown() {
        cancelPostponed(plan -> true, "because SparkContext was shut down", true);
        for (ActiveJob job : List.copyOf(jobs.activeJobs())) {
            termination.shutDown(job);
        }
    }
}

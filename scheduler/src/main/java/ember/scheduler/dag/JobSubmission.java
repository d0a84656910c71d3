// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.JobOutcome;
import ember.model.JobTags;
import ember.model.event.StageCause;
import ember.model.event.StageInfo;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** Takes in jobs: creates their stages, or shares those that other running jobs have. */
final class JobSubmission {
    private final StageGraph graph;
    private final JobRegistry jobs;
    private final MapOutputTable outputs;
    private final MissingParents parents;
    private final Announcer announcer;
    private final Outbox outbox;
    private final StageLog log;
    private final StageSubmission submission;
    private final BarrierAdmission barriers;
    private boolean stopped;

    JobSubmission(Rooms rooms, StageSubmission submission, BarrierAdmission barriers) {
        this.graph = rooms.graph();
        this.jobs = rooms.jobs();
        this.outputs = rooms.outputs();
        this.parents = rooms.parents();
        this.announcer = rooms.announcer();
        this.outbox = rooms.outbox();
        this.log = rooms.log();
        this.submission = submission;
        this.barriers = barriers;
    }

    /** From now on every job is refused. */
    void refuseAll() {
        stopped = true;
    }

    /** Takes in a job: its stages are created or shared, then its final stage is submitted. */
    void handleJobSubmitted(JobPlan plan, long nowNanos) {
        JobTags tags = JobTags.of(plan.properties());
        if (stopped) {
            refuse(plan, "because SparkContext was shut down", true);
            return;
        }
        if (jobs.isRefused(tags.group())) {
            refuse(plan, "part of cancelled job group " + tags.group(), false);
            return;
        }
        if (!barriers.admits(plan, nowNanos)) {
            return;
        }
        for (StageSpec spec : plan.mapStages()) {
            getOrCreateShuffleMapStage(spec, plan.jobId());
        }
        Stage finalStage = plan.finalStage().output() instanceof StageOutput.Results results
                ? createResultStage(plan, results)
                : getOrCreateShuffleMapStage(plan.finalStage(), plan.jobId());
        linkAncestors(plan.jobId());
        String interrupt = plan.properties().get(JobTags.INTERRUPT_PROPERTY);
        if (interrupt != null && !interrupt.equalsIgnoreCase("true") && !interrupt.equalsIgnoreCase("false")) {
            log.warn(JobTags.INTERRUPT_PROPERTY + " in Job " + plan.jobId() + " is invalid. Using 'false' instead");
        }
        ActiveJob job = new ActiveJob(plan, finalStage, tags);
        jobs.add(job);
        if (log.shows(LogLevel.INFO)) {
            log.gotJob(job, parents.getMissingParentStages(finalStage));
        }
        announcer.jobStarted(job, stageInfos(job));
        if (finalStage instanceof ResultStage result) {
            result.setActiveJob(job);
        } else if (finalStage instanceof ShuffleMapStage map) {
            map.mapStageJobs().add(job);
            if (map.isAvailable()) {
                submission.finishMapStageJob(job, map);
                return;
            }
        }
        submission.submitStage(finalStage);
    }

    /** Submits the jobs again that had to wait for slots. */
    void resubmitPostponedJobs(long nowNanos) {
        List<JobPlan> due = barriers.due(nowNanos);
        for (int i = 0; i < due.size(); i++) {
            handleJobSubmitted(due.get(i), nowNanos);
        }
    }

    private void refuse(JobPlan plan, String reason, boolean shutDown) {
        String message = "Job " + plan.jobId() + " cancelled " + reason;
        log.info(message);
        outbox.add(new Effect.EndJob(plan.jobId(), new JobOutcome.Cancelled(message, shutDown)));
    }

    private ResultStage createResultStage(JobPlan plan, StageOutput.Results partitions) {
        ResultStage stage = graph.createResultStage(plan.finalStage(), partitions, plan.jobId());
        jobs.link(plan.jobId(), stage);
        return stage;
    }

    /** The live stage that writes the spec's shuffle, or a new one. */
    private ShuffleMapStage getOrCreateShuffleMapStage(StageSpec spec, int jobId) {
        if (!(spec.output() instanceof StageOutput.Shuffle shuffle)) {
            throw new IllegalStateException("a map stage of job " + jobId + " writes no shuffle: " + spec.rdd());
        }
        ShuffleMapStage stage = graph.mapStage(shuffle.shuffleId());
        if (stage == null) {
            MapOutputTable.Shuffle known = outputs.get(shuffle.shuffleId());
            boolean isNew = known == null;
            if (known == null) {
                known = outputs.registerShuffle(
                        shuffle.shuffleId(),
                        spec.rdd().numPartitions(),
                        shuffle.reducePartitions(),
                        spec.parentShuffles());
            }
            stage = graph.createShuffleMapStage(spec, known, jobId);
            if (isNew) {
                log.registering(stage);
            } else if (stage.isAvailable()) {
                stage.mayBeSkippedBecause(new StageCause.OutputsThere(known.shuffleId(), known.madeByJob()));
            }
        }
        jobs.link(jobId, stage);
        return stage;
    }

    /** A shared stage brings its ancestors into the job, even those that the plan no longer sees. */
    private void linkAncestors(int jobId) {
        Deque<Stage> toVisit = new ArrayDeque<>(jobs.stages(jobId));
        while (!toVisit.isEmpty()) {
            for (ShuffleMapStage parent : toVisit.pop().parents()) {
                if (jobs.link(jobId, parent)) {
                    toVisit.push(parent);
                }
            }
        }
    }

    private List<StageInfo> stageInfos(ActiveJob job) {
        List<Stage> stages = jobs.stages(job.jobId());
        List<StageInfo> infos = new ArrayList<>(stages.size());
        for (Stage stage : stages) {
            infos.add(stage.latestInfo());
        }
        return infos;
    }
}

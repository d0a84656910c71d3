// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.JobOutcome;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.task.OutputCommitCoordinator;
import ember.scheduler.task.TaskScheduler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends jobs and stage attempts: kills what only they need, forgets it, and tells. */
final class JobTermination {
    private final StageGraph graph;
    private final JobRegistry jobs;
    private final MapOutputTable outputs;
    private final TaskScheduler taskScheduler;
    private final OutputCommitCoordinator outputCommitCoordinator;
    private final Announcer announcer;
    private final Outbox outbox;
    private final StageLog log;

    JobTermination(Rooms rooms) {
        this.graph = rooms.graph();
        this.jobs = rooms.jobs();
        this.outputs = rooms.outputs();
        this.taskScheduler = rooms.taskScheduler();
        this.outputCommitCoordinator = rooms.outputCommitCoordinator();
        this.announcer = rooms.announcer();
        this.outbox = rooms.outbox();
        this.log = rooms.log();
    }

    /**
     * Ends the latest attempt of a stage.
     *
     * @param failure why it failed; null: it did not
     * @param willRetry whether the stage goes on with another attempt
     */
    void markStageAsFinished(Stage stage, @Nullable String failure, boolean willRetry) {
        graph.endAttempt(stage, announcer.nowMillis(), failure);
        log.finished(stage, failure);
        if (!willRetry) {
            outputCommitCoordinator.stageEnd(stage.id());
        }
        announcer.stageCompleted(stage);
    }

    /** Every job that needs the stage fails. Nothing if the stage is gone. */
    void abortStage(Stage stage, String reason, @Nullable Throwable cause) {
        if (!graph.contains(stage)) {
            return;
        }
        if (stage.jobIds().isEmpty()) {
            log.info("Ignoring failure of " + stage + " because all jobs depending on it are done");
        }
        for (int jobId : List.copyOf(stage.jobIds())) {
            ActiveJob job = jobs.get(jobId);
            if (job != null) {
                String message = "Job aborted due to stage failure: " + reason;
                end(job, new JobOutcome.Aborted(message, cause), message);
            }
        }
    }

    /** The job is no longer wanted. */
    void cancel(ActiveJob job, String reason) {
        String message = "Job " + job.jobId() + " cancelled " + reason;
        end(job, new JobOutcome.Cancelled(message, false), message);
    }

    /** The engine stops: the job with it. */
    void shutDown(ActiveJob job) {
        end(
                job,
                new JobOutcome.Cancelled("Job " + job.jobId() + " cancelled because SparkContext was shut down", true),
                "Stage cancelled because SparkContext was shut down");
    }

    private void end(ActiveJob job, JobOutcome outcome, String stageFailure) {
        cancelIndependentStages(job, stageFailure, stageFailure);
        forget(job);
        announcer.jobEnded(job.jobId(), outcome);
        outbox.add(new Effect.EndJob(job.jobId(), outcome));
    }

    /** All outputs of the job were made; the last one is {@code value}. */
    void succeed(ActiveJob job, int lastOutputId, @Nullable Object value) {
        log.info("Job " + job.jobId() + " is finished. Cancelling potential speculative or zombie tasks for this job");
        cancelIndependentStages(job, "Job " + job.jobId() + " is finished.", "Stage finished");
        forget(job);
        announcer.jobEnded(job.jobId(), JobOutcome.SUCCEEDED);
        outbox.add(new Effect.DeliverResult(job.jobId(), lastOutputId, value));
        outbox.add(new Effect.EndJob(job.jobId(), JobOutcome.SUCCEEDED));
    }

    /**
     * Stops every stage that only this job uses. One that is done may still have tasks: those of attempts that lost an input run on while
     * a later attempt makes what is missing.
     */
    private void cancelIndependentStages(ActiveJob job, String reason, String finalStageReason) {
        for (Stage stage : jobs.stages(job.jobId())) {
            if (stage.jobIds().size() > 1) {
                continue;
            }
            String killReason = stage == job.finalStage() ? finalStageReason : reason;
            taskScheduler.killAllTaskAttempts(stage.id(), job.tags().interruptOnCancel(), killReason);
            if (stage.isRunning()) {
                markStageAsFinished(stage, reason, false);
            }
        }
    }

    /** Forgets the job, and the stages that no other job uses. */
    private void forget(ActiveJob job) {
        if (job.finalStage() instanceof ResultStage result) {
            result.setActiveJob(null);
        } else if (job.finalStage() instanceof ShuffleMapStage map) {
            map.mapStageJobs().remove(job);
        }
        List<Stage> stages = jobs.stages(job.jobId());
        jobs.remove(job.jobId());
        // Children before their parents.
        for (int i = stages.size() - 1; i >= 0; i--) {
            Stage stage = stages.get(i);
            if (!graph.contains(stage)) {
                throw new IllegalStateException(stage + " of job " + job.jobId() + " is gone");
            }
            stage.jobIds().remove(job.jobId());
            if (stage.jobIds().isEmpty()) {
                forget(stage);
            }
        }
    }

    private void forget(Stage stage) {
        log.removing(stage);
        graph.remove(stage);
        outputCommitCoordinator.stageEnd(stage.id());
        if (log.shows(LogLevel.DEBUG)) {
            log.debug("After removal of stage " + stage.id() + ", remaining stages = "
                    + graph.stageIdToStage().size());
        }
        if (stage instanceof ShuffleMapStage map) {
            MapOutputTable.Shuffle shuffle = outputs.get(map.shuffleId());
            if (shuffle != null && shuffle.isReleased()) {
                forgetShuffle(map.shuffleId());
            }
        }
    }

    /** No one can use the shuffle any more: it goes now, or with the stage that writes it. */
    void releaseShuffle(int shuffleId) {
        MapOutputTable.Shuffle shuffle = outputs.get(shuffleId);
        if (shuffle == null) {
            return;
        }
        if (graph.mapStage(shuffleId) != null) {
            shuffle.release();
        } else {
            forgetShuffle(shuffleId);
        }
    }

    private void forgetShuffle(int shuffleId) {
        outputs.unregisterShuffle(shuffleId);
        outbox.add(new Effect.ForgetShuffle(shuffleId));
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.OutputLoss;
import ember.model.event.StageCause;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.task.TaskScheduler;

/** What a failure means for a barrier stage: its tasks stand and fall together. */
final class BarrierRules {
    private final StageGraph graph;
    private final TaskScheduler taskScheduler;
    private final StageLog log;
    private final JobTermination termination;
    private final RetryLimits limits;

    BarrierRules(Rooms rooms, JobTermination termination, RetryLimits limits) {
        this.graph = rooms.graph();
        this.taskScheduler = rooms.taskScheduler();
        this.log = rooms.log();
        this.termination = termination;
        this.limits = limits;
    }

    /**
     * A task of the latest attempt failed: the attempt is over. A map stage is tried again as a whole; a result stage is not, for some of
     * its results may be out already.
     *
     * @return whether the stage must be submitted again
     */
    boolean taskFailed(Stage stage, TaskAttempt attempt, TaskEnd end) {
        if (!stage.isRunning()) {
            // Another task has failed before it: the attempt counts once.
            return false;
        }
        String task = CompletionPolicy.label(attempt, stage);
        if (log.shows(LogLevel.INFO)) {
            log.info("Marking " + stage.id() + " (" + stage.name() + ") as failed due to a barrier task failed.");
        }
        String failure =
                "Stage failed because barrier task " + task + " finished unsuccessfully.\n" + end.errorString();
        kill(stage, "Task " + task + " from barrier stage " + StageLog.named(stage) + " failed.");
        termination.markStageAsFinished(stage, failure, false);
        if (stage.failedOnFetchAndShouldAbort(attempt.stageAttempt(), limits)) {
            termination.abortStage(stage, limits.failureReason(stage, failure), null);
            return false;
        }
        if (!canRecover(stage, failure)) {
            return false;
        }
        stage.ignoreEarlierAttempts();
        if (stage instanceof ShuffleMapStage map) {
            map.outputs().unregisterAll(OutputLoss.Kind.BARRIER, attempt.label());
        }
        stage.mustRunBecause(new StageCause.BarrierFailed(attempt.label(), firstLine(end.errorString())));
        graph.fail(stage);
        if (log.shows(LogLevel.INFO)) {
            log.info("Resubmitting " + StageLog.named(stage) + " due to barrier stage failure.");
        }
        return true;
    }

    /**
     * The latest attempt has failed because of a lost input.
     *
     * @return whether the stage may be submitted again; if not, its jobs have failed
     */
    boolean inputLost(Stage stage, String failure) {
        kill(stage, "A task from barrier stage " + StageLog.named(stage) + " lost an input.");
        stage.ignoreEarlierAttempts();
        return canRecover(stage, failure);
    }

    private boolean canRecover(Stage stage, String failure) {
        if (stage instanceof ShuffleMapStage) {
            return true;
        }
        termination.abortStage(
                stage,
                "Could not recover from a failed barrier ResultStage. Most recent failure reason: " + failure,
                null);
        return false;
    }

    private void kill(Stage stage, String reason) {
        taskScheduler.killAllTaskAttempts(stage.id(), false, reason);
    }

    private static String firstLine(String text) {
        int end = text.indexOf('\n');
        return end < 0 ? text : text.substring(0, end);
    }

    /** A new attempt begins for a job: outputs that earlier ones have left do not count, unless they are all there. */
    static void beginAttempt(Stage stage, int jobId) {
        if (stage.spec().isBarrier() && stage instanceof ShuffleMapStage map && !map.isAvailable()) {
            map.mustRunBecause(map.causeOfMissing(jobId));
            map.outputs().unregisterAll(OutputLoss.Kind.BARRIER, "of an earlier attempt");
        }
    }
}

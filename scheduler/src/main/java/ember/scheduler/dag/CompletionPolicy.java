// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.task.OutputCommitCoordinator;

/** Judges what the end of a task means. Changes nothing itself: {@link DAGScheduler} does what the verdict says. */
final class CompletionPolicy {
    private final OutputCommitCoordinator outputCommitCoordinator;

    CompletionPolicy(OutputCommitCoordinator outputCommitCoordinator) {
        this.outputCommitCoordinator = outputCommitCoordinator;
    }

    /**
     * Says what an end means.
     *
     * @param stage the live stage of the attempt
     */
    void judge(TaskAttempt attempt, TaskEnd end, Stage stage, Verdicts verdicts) {
        if (end instanceof TaskEnd.Succeeded success) {
            if (stage instanceof ShuffleMapStage map) {
                mapTaskSucceeded(attempt, success, map, verdicts);
            } else {
                resultTaskSucceeded(attempt, success, (ResultStage) stage, verdicts);
            }
        } else if (end instanceof TaskEnd.FetchFailed fetch) {
            fetchFailed(attempt, fetch, stage, verdicts);
        } else if (stage.spec().isBarrier()) {
            barrierTaskFailed(attempt, end, stage, verdicts);
        } else {
            // Trying a task again is not a stage's business.
            verdicts.ignore(null);
        }
    }

    private static void barrierTaskFailed(TaskAttempt attempt, TaskEnd end, Stage stage, Verdicts verdicts) {
        int latest = stage.latestInfo().attempt();
        if (attempt.stageAttempt() == latest) {
            verdicts.barrierTaskFailed(stage, attempt, end);
        } else {
            verdicts.ignore("Ignoring task failure from " + label(attempt, stage) + " as it's from " + stage
                    + " attempt "
                    + attempt.stageAttempt() + " and there is a more recent attempt for that stage (attempt " + latest
                    + ") running");
        }
    }

    private static void mapTaskSucceeded(
            TaskAttempt attempt, TaskEnd.Succeeded success, ShuffleMapStage stage, Verdicts verdicts) {
        MapOutput output = success.mapOutput();
        if (output == null
                || output.shuffleId() != stage.shuffleId()
                || output.mapPartition() != attempt.partition()
                || output.writer() != attempt.taskId()) {
            throw new IllegalStateException(attempt.label() + " of " + stage + " brought " + output);
        }
        if (stage.ignores(attempt.stageAttempt())) {
            verdicts.ignore(ignored(attempt, stage));
        } else {
            verdicts.mapOutputMade(stage, output);
        }
    }

    private void resultTaskSucceeded(
            TaskAttempt attempt, TaskEnd.Succeeded success, ResultStage stage, Verdicts verdicts) {
        ActiveJob job = stage.activeJob();
        if (job == null) {
            verdicts.ignore("Ignoring result from " + label(attempt, stage) + " because its job has finished");
        } else if (job.isFinished(attempt.outputId())) {
            verdicts.ignore(null);
        } else if (!stage.ignores(attempt.stageAttempt())) {
            verdicts.resultMade(stage, job, attempt.outputId(), success.result());
        } else if (outputCommitCoordinator.hasCommitted(attempt)) {
            verdicts.resultFromOldInputs(stage);
        } else {
            verdicts.ignore(ignored(attempt, stage));
        }
    }

    private static void fetchFailed(TaskAttempt attempt, TaskEnd.FetchFailed fetch, Stage stage, Verdicts verdicts) {
        int latest = stage.latestInfo().attempt();
        if (attempt.stageAttempt() == latest) {
            verdicts.inputLost(stage, attempt, fetch);
            return;
        }
        verdicts.ignore("Ignoring fetch failure from " + attempt.label() + " as it's from " + stage + " attempt "
                + attempt.stageAttempt() + " and there is a more recent attempt for that stage (attempt " + latest
                + ") running");
        verdicts.inputLostLate(stage, attempt, fetch);
    }

    private static String ignored(TaskAttempt attempt, Stage stage) {
        return "Ignoring " + label(attempt, stage) + " completion from attempt " + attempt.stageAttempt()
                + ", whose inputs or outputs were rolled back";
    }

    /** A task as Spark names it, such as {@code ShuffleMapTask(2, 1)}: stage and partition. */
    static String label(TaskAttempt attempt, Stage stage) {
        return (stage instanceof ShuffleMapStage ? "ShuffleMapTask(" : "ResultTask(") + attempt.stageId() + ", "
                + attempt.partition() + ")";
    }
}

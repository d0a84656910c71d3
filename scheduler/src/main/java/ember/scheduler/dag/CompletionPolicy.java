// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;

/** Judges what the end of a task means. Changes nothing: the verdict is applied by {@link DAGScheduler}. */
final class CompletionPolicy {
    /** @param stage the live stage of the attempt */
    Verdict judge(TaskAttempt attempt, TaskEnd end, Stage stage) {
        if (end instanceof TaskEnd.Succeeded success) {
            return stage instanceof ShuffleMapStage map
                    ? mapTaskSucceeded(attempt, success, map)
                    : resultTaskSucceeded(attempt, success, (ResultStage) stage);
        }
        if (end instanceof TaskEnd.FetchFailed fetch) {
            return fetchFailed(attempt, fetch, stage);
        }
        return Verdict.Ignore.SILENTLY;
    }

    private static Verdict mapTaskSucceeded(TaskAttempt attempt, TaskEnd.Succeeded success, ShuffleMapStage stage) {
        MapOutput output = success.mapOutput();
        if (output == null
                || output.shuffleId() != stage.shuffleId()
                || output.mapPartition() != attempt.partition()
                || output.writer() != attempt.taskId()) {
            throw new IllegalStateException(attempt.label() + " of " + stage + " brought " + output);
        }
        return new Verdict.MapOutputMade(stage, output);
    }

    private static Verdict resultTaskSucceeded(TaskAttempt attempt, TaskEnd.Succeeded success, ResultStage stage) {
        ActiveJob job = stage.activeJob();
        if (job == null) {
            return new Verdict.Ignore("Ignoring result from " + label(attempt) + " because its job has finished");
        }
        if (job.isFinished(attempt.outputId())) {
            return Verdict.Ignore.SILENTLY;
        }
        return new Verdict.ResultMade(stage, job, attempt.outputId(), success.result());
    }

    private static Verdict fetchFailed(TaskAttempt attempt, TaskEnd.FetchFailed fetch, Stage stage) {
        int latest = stage.latestInfo().attempt();
        if (attempt.stageAttempt() != latest) {
            return new Verdict.Ignore("Ignoring fetch failure from " + attempt.label() + " as it's from " + stage
                    + " attempt " + attempt.stageAttempt()
                    + " and there is a more recent attempt for that stage (attempt " + latest + ") running");
        }
        return new Verdict.InputLost(stage, attempt.stageAttempt(), attempt.label(), fetch);
    }

    private static String label(TaskAttempt attempt) {
        return "ResultTask(" + attempt.stageId() + ", " + attempt.partition() + ")";
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.event.OutputLoss;
import ember.model.event.StageCause;
import ember.scheduler.task.TaskScheduler;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes back what was made from data that may come out otherwise when it is made again (SPARK-23207, SPARK-25341, SPARK-45182): when a
 * map stage with such output has lost some, all of it goes, with all that was made from it by whatever stage, so that nothing mixes the
 * old data with the new.
 *
 * <p>A result stage that runs is left alone: its tasks read the old data, all of it, for as long as they find it. If they do not find it
 * any more and results are out already, its job fails, since those cannot be taken back.
 */
final class Rollback {
    private final StageGraph graph;
    private final MapOutputTable outputs;
    private final TaskScheduler taskScheduler;
    private final StageLog log;
    private final JobTermination termination;
    private final MissingParents parents;

    Rollback(Rooms rooms, JobTermination termination) {
        this.graph = rooms.graph();
        this.outputs = rooms.outputs();
        this.taskScheduler = rooms.taskScheduler();
        this.log = rooms.log();
        this.termination = termination;
        this.parents = rooms.parents();
    }

    /**
     * A map stage is to make again what was lost of its outputs. If they may differ from those that others have read, everything made
     * from them is taken back first, and jobs that cannot start anew fail.
     *
     * @return stages that ran and were stopped, for the caller to submit again
     */
    List<Stage> beforeMakingAgain(ShuffleMapStage stage) {
        if (!stage.spec().indeterminate()
                || stage.isAvailable()
                || !stage.outputs().mayHaveBeenRead()) {
            return List.of();
        }
        log.rollingBack(stage);
        List<Stage> givenUp = new ArrayList<>();
        for (MapOutputTable.Shuffle shuffle : outputs.madeFrom(stage.outputs())) {
            shuffle.unregisterAll(OutputLoss.Kind.ROLLBACK, stage.toString());
            ShuffleMapStage writer = graph.mapStage(shuffle.shuffleId());
            if (writer != null) {
                startAnew(writer, stage, givenUp);
            }
        }
        for (MapOutputTable.Shuffle shuffle : outputs.madeFrom(stage.outputs())) {
            ShuffleMapStage writer = graph.mapStage(shuffle.shuffleId());
            if (writer != null) {
                for (Stage reader : List.copyOf(writer.children().values())) {
                    if (reader instanceof ResultStage result && graph.contains(result)) {
                        inputTakenBack(result, writer, stage, givenUp);
                    }
                }
            }
        }
        return givenUp;
    }

    /** What the stage's attempts have made, or make, counts no more. An attempt that runs is given up. */
    private void startAnew(Stage stage, ShuffleMapStage cause, List<Stage> givenUp) {
        stage.ignoreEarlierAttempts();
        taskScheduler.killAllTaskAttempts(stage.id(), false, "rollback of " + cause);
        if (stage.isRunning()) {
            stage.mustRunBecause(new StageCause.RolledBack(cause.id()));
            termination.markStageAsFinished(stage, "rollback of " + StageLog.named(cause), true);
            givenUp.add(stage);
        }
    }

    private void inputTakenBack(ResultStage result, ShuffleMapStage input, ShuffleMapStage cause, List<Stage> givenUp) {
        if (!parents.getMissingParentStages(result).contains(input)) {
            // Behind RDDs that are cached: it reads those.
            return;
        }
        if (result.state() == Stage.State.RUNNING) {
            result.setInputsTakenBackBy(cause);
        } else {
            startAnewOrAbort(result, cause, givenUp);
        }
    }

    private void startAnewOrAbort(ResultStage result, ShuffleMapStage cause, List<Stage> givenUp) {
        ActiveJob job = result.activeJob();
        if (job == null || job.numFinished() == 0) {
            startAnew(result, cause, givenUp);
            return;
        }
        termination.abortStage(
                result,
                "A shuffle map stage with indeterminate output was failed and retried. However, Spark cannot rollback the "
                        + result + " to re-process the input data, and has to fail this job. Please eliminate the"
                        + " indeterminacy by checkpointing the RDD before repartition and try again.",
                null);
    }

    /**
     * A stage that is to read its inputs anew has lost them to a rollback while it ran.
     *
     * @return whether it may go on; if not, its job has failed
     */
    boolean mayReadAnew(Stage stage) {
        if (!(stage instanceof ResultStage result)) {
            return true;
        }
        ShuffleMapStage cause = result.inputsTakenBackBy();
        if (cause == null) {
            return true;
        }
        result.setInputsTakenBackBy(null);
        startAnewOrAbort(result, cause, new ArrayList<>());
        return graph.contains(result);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.OutputLoss;
import ember.model.event.StageCause;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What follows when a task cannot read an input: its stage attempt is given up, and the stage submitted again after the one that writes
 * what is missing.
 *
 * <p>A loss that nobody knew of counts against the stage's limit, and waits for others to be found: one round makes up for all. A loss
 * that is known already, because an executor's was announced or another reader told of it, says only that the attempt began too early:
 * it counts nothing and waits for nothing.
 */
final class LostInputs {
    private static final Comparator<Stage> BY_FIRST_JOB =
            Comparator.comparingInt(Stage::firstJobId).thenComparingInt(Stage::id);
    private static final long NEVER = Long.MAX_VALUE;

    private final StageGraph graph;
    private final MapOutputTable outputs;
    private final StageLog log;
    private final JobTermination termination;
    private final StageSubmission submission;
    private final Rollback rollback;
    private final BarrierRules barrierRules;
    private final RetryLimits limits;
    private final long resubmitDelayNanos;
    private long deadlineNanos = NEVER;

    LostInputs(
            Rooms rooms,
            JobTermination termination,
            StageSubmission submission,
            Rollback rollback,
            BarrierRules barrierRules,
            RetryLimits limits,
            long resubmitDelayNanos) {
        this.graph = rooms.graph();
        this.outputs = rooms.outputs();
        this.log = rooms.log();
        this.termination = termination;
        this.submission = submission;
        this.rollback = rollback;
        this.barrierRules = barrierRules;
        this.limits = limits;
        this.resubmitDelayNanos = resubmitDelayNanos;
    }

    /** A task of the latest attempt of a stage could not read an input. */
    void inputLost(Stage failed, TaskAttempt reader, TaskEnd.FetchFailed end, long nowNanos) {
        boolean known = !forget(reader, end) && isKnown(end);
        if (!failed.isRunning()) {
            // Its attempt has been given up already: one round makes up for all that is lost.
            log.alreadyGivenUp(failed, reader);
            return;
        }
        ShuffleMapStage mapStage = graph.mapStage(end.shuffleId());
        boolean abort =
                known ? limits.reached(failed) : failed.failedOnFetchAndShouldAbort(reader.stageAttempt(), limits);
        log.markingAsFailed(failed, mapStage, end.shuffleId());
        termination.markStageAsFinished(failed, end.message(), !abort);
        if (abort) {
            termination.abortStage(failed, limits.fetchFailureReason(failed, end.message()), null);
            return;
        }
        if (failed.spec().isBarrier() && !barrierRules.inputLost(failed, end.message())) {
            return;
        }
        failed.mustRunBecause(new StageCause.InputLost(reader.label(), end.shuffleId(), end.mapPartition()));
        graph.fail(failed);
        if (mapStage != null && mapStage.state() == Stage.State.IDLE && !mapStage.isAvailable()) {
            graph.fail(mapStage);
        }
        if (mapStage != null) {
            rollback.beforeMakingAgain(mapStage).forEach(submission::submitStage);
        }
        if (graph.contains(failed) && rollback.mayReadAnew(failed)) {
            log.resubmitting(failed, mapStage);
        }
        // Also if its job has failed by now: the map stage may be wanted by others.
        if (!graph.failedStages().isEmpty()) {
            resubmitAt(known ? nowNanos : nowNanos + resubmitDelayNanos);
        }
    }

    /** Some stages must be submitted again, not at once, for there may soon be more of them. */
    void resubmitLater(long nowNanos) {
        resubmitAt(nowNanos + resubmitDelayNanos);
    }

    /** A task of an earlier attempt could not read an input: what it did not find is gone for the latest one too. */
    void lateReport(Stage stage, TaskAttempt reader, TaskEnd.FetchFailed end) {
        if (forget(reader, end)) {
            stage.fetchFailed(reader.stageAttempt());
        }
    }

    /**
     * Forgets the output that a task did not find, if it is still the one that the task was told of, and what else it found lost.
     *
     * @return whether the first was news
     */
    private boolean forget(TaskAttempt reader, TaskEnd.FetchFailed end) {
        boolean news = forget(reader, end.shuffleId(), end.mapPartition(), end.writer());
        for (TaskEnd.LostOutput other : end.others()) {
            forget(reader, other.shuffleId(), other.mapPartition(), other.writer());
        }
        return news;
    }

    private boolean forget(TaskAttempt reader, int shuffleId, int mapPartition, long writer) {
        MapOutputTable.Shuffle shuffle = outputs.get(shuffleId);
        if (shuffle == null || !shuffle.unregister(mapPartition, writer)) {
            return false;
        }
        shuffle.lost(OutputLoss.Kind.UNREADABLE, reader.label(), 1);
        return true;
    }

    /** Whether the output that a task did not find is missing already, or another one than the task was told of. */
    private boolean isKnown(TaskEnd.FetchFailed end) {
        MapOutputTable.Shuffle shuffle = outputs.get(end.shuffleId());
        int mapPartition = end.mapPartition();
        if (shuffle == null || mapPartition < 0 || mapPartition >= shuffle.mapPartitions() || end.writer() < 0) {
            return false;
        }
        MapOutput output = shuffle.output(mapPartition);
        return output == null || output.writer() != end.writer();
    }

    private void resubmitAt(long nanos) {
        deadlineNanos = Math.min(deadlineNanos, nanos);
    }

    /** Submits the stages that lost an input again, once that is due. */
    void resubmitFailedStages(long nowNanos) {
        if (nowNanos < deadlineNanos) {
            return;
        }
        deadlineNanos = NEVER;
        List<Stage> failed = new ArrayList<>(graph.failedStages());
        if (failed.isEmpty()) {
            return;
        }
        log.info("Resubmitting failed stages");
        failed.sort(BY_FIRST_JOB);
        for (Stage stage : failed) {
            graph.wake(stage);
        }
        for (Stage stage : failed) {
            submission.submitStage(stage);
        }
    }

    /** When {@link #resubmitFailedStages} has something to do; the largest number: never. */
    long nextDeadlineNanos() {
        return deadlineNanos;
    }

    /** @throws IllegalStateException if stages wait for a resubmission that will not come */
    void checkInvariants() {
        if (!graph.failedStages().isEmpty() && deadlineNanos == NEVER) {
            throw new IllegalStateException("failed stages will never be submitted again");
        }
    }
}

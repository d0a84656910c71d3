// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.BlockId;
import ember.model.MapOutput;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocation;
import ember.model.TaskMetrics;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.task.Abort;
import ember.scheduler.task.OutputCommitCoordinator;
import ember.scheduler.task.RunningTask;
import ember.scheduler.task.TaskScheduler;
import ember.scheduler.task.TaskSet;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The life of jobs: how they come in, what is done when a verdict about a task's end is known, and how lost inputs are made again.
 *
 * <p>Failures inside a stage belong to the {@link TaskScheduler}; lost inputs belong here. Work lists are explicit: lineage may be
 * thousands of stages deep.
 */
public final class DAGScheduler {
    private final TaskScheduler taskScheduler;
    private final OutputCommitCoordinator outputCommitCoordinator;
    private final Announcer announcer;
    private final Outbox outbox;
    private final StageLog log;
    private final StageGraph graph = new StageGraph();
    private final JobRegistry jobs;
    private final MapOutputTable outputs = new MapOutputTable();
    private final CacheTable cache = new CacheTable();
    private final CompletionPolicy policy;
    private final JobTermination termination;
    private final StageSubmission submission;
    private final BarrierAdmission barrierAdmission;
    private final BarrierRules barrierRules;
    private final JobSubmission jobSubmission;
    private final Cancellation cancellation;
    private final LostInputs lostInputs;
    private final Verdicts verdicts = new Meaning();

    private long nowNanos;

    /**
     * @param maxConsecutiveStageAttempts failed attempts of a stage without a success before its jobs fail
     * @param maxStageAttempts attempts of a stage in all
     * @param noStageRetry whether a stage that lost an input is not tried again
     * @param resubmitDelayNanos wait between a lost input and the resubmission
     * @param cancelledGroupsRemembered groups whose future jobs are refused
     * @param barrier waits of barrier stages
     * @param reduceLocality whether tasks prefer the executors that hold much of their shuffled input
     */
    public DAGScheduler(
            int maxConsecutiveStageAttempts,
            int maxStageAttempts,
            boolean noStageRetry,
            long resubmitDelayNanos,
            int cancelledGroupsRemembered,
            BarrierSettings barrier,
            boolean reduceLocality,
            TaskScheduler taskScheduler,
            OutputCommitCoordinator outputCommitCoordinator,
            Announcer announcer,
            Outbox outbox) {
        this.taskScheduler = taskScheduler;
        this.outputCommitCoordinator = outputCommitCoordinator;
        this.announcer = announcer;
        this.outbox = outbox;
        this.log = new StageLog(outbox);
        this.policy = new CompletionPolicy(outputCommitCoordinator);
        this.jobs = new JobRegistry(cancelledGroupsRemembered);
        MissingParents parents = new MissingParents(graph, cache);
        Rooms rooms = new Rooms(
                graph, jobs, outputs, cache, parents, taskScheduler, outputCommitCoordinator, announcer, outbox, log);
        RetryLimits limits = new RetryLimits(maxConsecutiveStageAttempts, maxStageAttempts, noStageRetry);
        this.termination = new JobTermination(rooms);
        Rollback rollback = new Rollback(rooms, termination);
        this.submission = new StageSubmission(rooms, termination, rollback, limits, reduceLocality);
        this.barrierAdmission = new BarrierAdmission(rooms, barrier);
        this.barrierRules = new BarrierRules(rooms, termination, limits);
        this.lostInputs =
                new LostInputs(rooms, termination, submission, rollback, barrierRules, limits, resubmitDelayNanos);
        this.jobSubmission = new JobSubmission(rooms, submission, barrierAdmission);
        this.cancellation = new Cancellation(rooms, termination, barrierAdmission);
    }

    /** The time of what is applied next. */
    public void setTime(long nanos) {
        nowNanos = nanos;
    }

    /** Takes in a job, unless it may not run. */
    public void handleJobSubmitted(JobPlan plan) {
        jobSubmission.handleJobSubmitted(plan, nowNanos);
    }

    /** What the tasks of a stage attempt run is ready. */
    public void stagePrepared(int stageId, int stageAttempt, List<List<TaskLocation>> locations) {
        submission.stagePrepared(stageId, stageAttempt, locations);
    }

    /** The tasks of a stage attempt cannot be made ready. */
    public void stagePreparationFailed(int stageId, int stageAttempt, String reason, @Nullable Throwable cause) {
        submission.stagePreparationFailed(stageId, stageAttempt, reason, cause);
    }

    /** The end of a task attempt that did run: tells it, then does what it means. */
    public void handleTaskCompletion(RunningTask task) {
        TaskAttempt attempt = task.attempt();
        TaskEnd end = task.end();
        outputCommitCoordinator.taskCompleted(attempt, end);
        Stage stage = graph.get(attempt.stageId());
        if (stage != null) {
            applyAccumulators(stage, attempt, end);
        }
        announcer.taskEnded(task);
        if (stage != null) {
            policy.judge(attempt, end, stage, verdicts);
        }
        task.forgetPayload();
        taskSetFailed(task.taskSet());
    }

    /** Ends the jobs of a task set that was given up; nothing if it was not. */
    public void taskSetFailed(TaskSet set) {
        Stage stage = graph.get(set.stageId());
        Abort abort = set.takeAbort();
        if (abort != null && stage != null) {
            termination.abortStage(stage, abort.reason(), abort.cause());
        }
    }

    /** A result counts once for each output; a map task whenever it succeeds; a failure only where failures are counted. */
    private void applyAccumulators(Stage stage, TaskAttempt attempt, TaskEnd end) {
        TaskMetrics metrics = end.metrics();
        if (metrics != null) {
            stage.addMetrics(attempt.stageAttempt(), metrics);
        }
        Object updates = end.accumulatorUpdates();
        if (updates == null) {
            return;
        }
        boolean succeeded = end instanceof TaskEnd.Succeeded;
        if (succeeded && stage instanceof ResultStage result) {
            ActiveJob job = result.activeJob();
            if (job == null || job.isFinished(attempt.outputId()) || result.ignores(attempt.stageAttempt())) {
                return;
            }
        }
        outbox.add(new Effect.ApplyAccumulators(attempt, updates, !succeeded));
    }

    /** Submits the stages that lost an input again, once that is due. */
    public void resubmitFailedStages() {
        lostInputs.resubmitFailedStages(nowNanos);
    }

    /** Submits the jobs again that wait for enough slots, once that is due. */
    public void resubmitPostponedJobs() {
        jobSubmission.resubmitPostponedJobs(nowNanos);
    }

    /** When {@link #resubmitFailedStages} or {@link #resubmitPostponedJobs} has something to do; the largest number: never. */
    public long nextDeadlineNanos() {
        return Math.min(lostInputs.nextDeadlineNanos(), barrierAdmission.nextDeadlineNanos());
    }

    /** Jobs that are no longer wanted. */
    public Cancellation cancellation() {
        return cancellation;
    }

    /** An executor joined that was not alive. */
    public void executorAdded(String executor, String host) {
        log.executorAdded(executor, host);
    }

    /** An executor is gone with all it stored. Map stages that run make again what they had made there. */
    public void executorLost(String executor) {
        cache.executorLost(executor);
        List<MapOutput> lostOutputs = outputs.removeOutputsOnExecutor(executor);
        log.executorLost(executor, !lostOutputs.isEmpty());
        for (MapOutput lost : lostOutputs) {
            ShuffleMapStage stage = graph.mapStage(lost.shuffleId());
            if (stage != null && stage.state() == Stage.State.RUNNING) {
                if (stage.spec().isBarrier()) {
                    failBarrier(stage, lost);
                } else {
                    makeAgain(stage, lost);
                }
            }
        }
    }

    private void failBarrier(ShuffleMapStage stage, MapOutput lost) {
        RunningTask maker = taskScheduler.maker(stage.id(), lost.mapPartition(), lost.writer());
        if (maker != null) {
            verdicts.barrierTaskFailed(stage, maker.attempt(), new TaskEnd.Resubmitted());
        }
    }

    private void makeAgain(ShuffleMapStage stage, MapOutput lost) {
        RunningTask maker = taskScheduler.maker(stage.id(), lost.mapPartition(), lost.writer());
        if (taskScheduler.outputLost(stage.id(), lost)) {
            stage.addPending(lost.mapPartition());
            log.resubmitted(stage, lost.mapPartition());
            if (maker != null) {
                announcer.taskResubmitted(maker);
            }
        }
    }

    /** A cached partition was stored, moved or dropped by an executor that is alive. */
    public void blockChanged(SchedulerEvent.BlockChanged event, String host) {
        TaskLocation place = new TaskLocation(host, event.executor());
        if (event.level().isValid()) {
            cache.stored(event.rddId(), event.partition(), place);
        } else {
            cache.dropped(event.rddId(), event.partition(), place);
        }
        announcer.blockUpdated(
                event.executor(),
                host,
                new BlockId.RddBlock(event.rddId(), event.partition()),
                event.level(),
                event.memoryBytes(),
                event.diskBytes());
    }

    /** An RDD is no longer persisted. */
    public void rddUnpersisted(int rddId) {
        cache.unpersisted(rddId);
        announcer.rddUnpersisted(rddId);
    }

    /** No one can use a shuffle any more. */
    public void releaseShuffle(int shuffleId) {
        termination.releaseShuffle(shuffleId);
    }

    /** Ends every job, and refuses those to come. */
    public void stop() {
        jobSubmission.refuseAll();
        cancellation.shutDown();
        outputCommitCoordinator.stop();
    }

    /** Whether no job, stage or committed output is remembered. Map outputs and cached blocks are facts and may stay. */
    public boolean isEmpty() {
        return jobs.isEmpty() && graph.isEmpty() && barrierAdmission.isEmpty() && outputCommitCoordinator.isEmpty();
    }

    /** @throws IllegalStateException at the first broken one */
    public void checkInvariants(Predicate<String> isAlive) {
        graph.checkInvariants();
        outputs.checkInvariants(isAlive);
        if (jobs.isEmpty() && !(graph.isEmpty() && outputCommitCoordinator.isEmpty())) {
            throw new IllegalStateException("no job is active, but stages are kept: "
                    + graph.stageIdToStage().values());
        }
        lostInputs.checkInvariants();
        for (Stage stage : graph.runningStages()) {
            checkRunning(stage);
        }
    }

    private void checkRunning(Stage stage) {
        if (stage.state() != Stage.State.RUNNING) {
            return;
        }
        int expected = -1;
        if (stage instanceof ShuffleMapStage map) {
            expected = map.pendingCount();
        } else if (stage instanceof ResultStage result && result.activeJob() != null) {
            expected = result.findMissingPartitions().length;
        }
        int unfinished = taskScheduler.unfinished(stage.id());
        if (unfinished != expected || unfinished < 1) {
            throw new IllegalStateException(
                    stage + " runs with " + unfinished + " unfinished tasks, expected " + expected);
        }
    }

    /** A number that two schedulers with the same past share. */
    public long fingerprint() {
        long hash = graph.fingerprint();
        hash = hash * 31 + outputs.fingerprint();
        hash = hash * 31 + cache.fingerprint();
        hash = hash * 31 + barrierAdmission.nextDeadlineNanos();
        return hash * 31 + lostInputs.nextDeadlineNanos();
    }

    /** Does what the end of a task means. */
    private final class Meaning implements Verdicts {
        @Override
        public void ignore(@Nullable String reason) {
            if (reason != null) {
                log.info(reason);
            }
        }

        @Override
        public void mapOutputMade(ShuffleMapStage stage, MapOutput output) {
            log.mapTaskFinished(output);
            stage.outputs().register(output);
            stage.removePending(output.mapPartition());
            taskScheduler.outputMade(stage.id(), output.mapPartition());
            if (stage.isRunning() && stage.pendingCount() == 0) {
                submission.mapStageEnded(stage);
            }
        }

        @Override
        public void resultMade(ResultStage stage, ActiveJob job, int outputId, @Nullable Object value) {
            if (!job.finish(outputId)) {
                taskScheduler.outputMade(stage.id(), outputId);
                outbox.add(new Effect.DeliverResult(job.jobId(), outputId, value));
                return;
            }
            if (stage.isRunning()) {
                termination.markStageAsFinished(stage, null, false);
            }
            termination.succeed(job, outputId, value);
        }

        @Override
        public void resultFromOldInputs(ResultStage stage) {
            termination.abortStage(
                    stage,
                    "Task with indeterminate results from old attempt succeeded, aborting the stage " + stage
                            + " to ensure data correctness.",
                    null);
        }

        @Override
        public void inputLost(Stage stage, TaskAttempt reader, TaskEnd.FetchFailed end) {
            lostInputs.inputLost(stage, reader, end, nowNanos);
        }

        @Override
        public void inputLostLate(Stage stage, TaskAttempt reader, TaskEnd.FetchFailed end) {
            lostInputs.lateReport(stage, reader, end);
        }

        @Override
        public void barrierTaskFailed(Stage stage, TaskAttempt attempt, TaskEnd end) {
            if (barrierRules.taskFailed(stage, attempt, end)) {
                lostInputs.resubmitLater(nowNanos);
            }
        }
    }
}

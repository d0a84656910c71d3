// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import ember.model.TaskAttempt;
import ember.scheduler.dag.Announcer;
import ember.scheduler.dag.DAGScheduler;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;
import ember.scheduler.task.OutputCommitCoordinator;
import ember.scheduler.task.RunningTask;
import ember.scheduler.task.TaskScheduler;
import ember.scheduler.task.TaskSet;
import java.util.List;

/**
 * Decides; never acts. The door of this module: routes each fact to tasks, then to stages and jobs. One instance, used by one thread
 * at a time.
 */
public final class Scheduler {
    private final Outbox outbox;
    private final OutputCommitCoordinator outputCommitCoordinator;
    private final TaskScheduler taskScheduler;
    private final Announcer announcer;
    private final DAGScheduler dagScheduler;
    private final Router router = new Router();
    private long nowNanos;

    /** @param outbox where effects go, in the order they must be performed */
    public Scheduler(SchedulerConfig config, Outbox outbox) {
        this.outbox = outbox;
        this.outputCommitCoordinator = new OutputCommitCoordinator(outbox);
        this.taskScheduler = new TaskScheduler(
                config.maxTaskFailures(),
                config.maxResultBytes(),
                config.slotsPerTask(),
                config.pools(),
                config.localityWaits(),
                config.speculation(),
                config.exclusion(),
                config.starvationTimeoutNanos(),
                config.barrier().syncTimeoutNanos(),
                outbox);
        this.announcer = new Announcer(outbox, config.originMillis());
        this.dagScheduler = new DAGScheduler(
                config.maxConsecutiveStageAttempts(),
                config.maxStageAttempts(),
                config.noStageRetry(),
                config.resubmitDelayNanos(),
                config.cancelledGroupsRemembered(),
                config.barrier(),
                config.reduceLocality(),
                taskScheduler,
                outputCommitCoordinator,
                announcer,
                outbox);
    }

    /**
     * Takes in one fact. Its effects are in the outbox afterwards, except launches, which wait for the end of the turn.
     *
     * @param nowNanos nanoseconds since the engine started; never less than in an earlier call
     */
    public void apply(SchedulerEvent event, long nowNanos) {
        setTime(nowNanos);
        event.deliverTo(router);
    }

    /**
     * Ends a turn of one or more facts: resubmits what is due, then puts tasks onto free slots. An idle engine does so after each end of
     * a task, so that what is usually empty is asked for its size, without an iterator.
     */
    public void endTurn(long nowNanos) {
        setTime(nowNanos);
        dagScheduler.resubmitPostponedJobs();
        dagScheduler.resubmitFailedStages();
        taskScheduler.expireBarriers(nowNanos);
        List<TaskSet> givenUp = taskScheduler.resourceOffers(announcer.nowMillis());
        for (int i = 0; i < givenUp.size(); i++) {
            dagScheduler.taskSetFailed(givenUp.get(i));
        }
    }

    /** When {@link #endTurn} must be called at the latest even if nothing happens; {@link Long#MAX_VALUE}: never. */
    public long nextDeadlineNanos() {
        long millis = taskScheduler.nextDeadlineMillis();
        long nanos = millis == Long.MAX_VALUE ? millis : announcer.nanosAt(millis);
        nanos = Math.min(nanos, taskScheduler.nextBarrierDeadlineNanos());
        return Math.min(dagScheduler.nextDeadlineNanos(), nanos);
    }

    private void setTime(long nowNanos) {
        this.nowNanos = nowNanos;
        announcer.setTime(nowNanos);
        dagScheduler.setTime(nowNanos);
    }

    /** Whether nothing is left of any job: no stage, no task set, no running attempt. Outputs and cached blocks may stay. */
    public boolean isEmpty() {
        return dagScheduler.isEmpty() && taskScheduler.isEmpty();
    }

    /**
     * Checks that the tables agree with each other; for simulation and tests, between turns.
     *
     * @throws IllegalStateException at the first broken one
     */
    public void checkInvariants() {
        taskScheduler.checkInvariants();
        dagScheduler.checkInvariants(taskScheduler::isAlive);
    }

    /** A number that two schedulers with the same past share. */
    public long fingerprint() {
        return taskScheduler.fingerprint() * 31 + dagScheduler.fingerprint();
    }

    /** One short method for each fact. */
    private final class Router implements SchedulerEvent.Handler {
        @Override
        public void jobSubmitted(SchedulerEvent.JobSubmitted event) {
            dagScheduler.handleJobSubmitted(event.plan());
        }

        @Override
        public void jobCancelled(SchedulerEvent.JobCancelled event) {
            dagScheduler.cancellation().cancelJob(event.jobId(), event.reason());
        }

        @Override
        public void stageCancelled(SchedulerEvent.StageCancelled event) {
            dagScheduler.cancellation().cancelStage(event.stageId(), event.reason());
        }

        @Override
        public void groupCancelled(SchedulerEvent.GroupCancelled event) {
            dagScheduler.cancellation().cancelGroup(event.group(), event.futureJobsToo(), event.reason());
        }

        @Override
        public void tagCancelled(SchedulerEvent.TagCancelled event) {
            dagScheduler.cancellation().cancelTag(event.tag(), event.reason());
        }

        @Override
        public void allJobsCancelled(SchedulerEvent.AllJobsCancelled event) {
            dagScheduler.cancellation().cancelAllJobs();
        }

        @Override
        public void stagePrepared(SchedulerEvent.StagePrepared event) {
            dagScheduler.stagePrepared(event.stageId(), event.stageAttempt(), event.locations());
        }

        @Override
        public void stagePreparationFailed(SchedulerEvent.StagePreparationFailed event) {
            dagScheduler.stagePreparationFailed(event.stageId(), event.stageAttempt(), event.reason(), event.cause());
        }

        @Override
        public void taskEnded(SchedulerEvent.TaskEnded event) {
            RunningTask task = taskScheduler.taskEnded(event.taskId(), event.end(), announcer.nowMillis());
            if (task != null) {
                dagScheduler.handleTaskCompletion(task);
            }
        }

        @Override
        public void taskProgressed(SchedulerEvent.TaskProgressed event) {
            taskScheduler.taskProgressed(event.taskId(), event.metrics(), announcer.nowMillis());
        }

        @Override
        public void taskKillRequested(SchedulerEvent.TaskKillRequested event) {
            taskScheduler.killTaskAttempt(event.taskId(), event.interrupt(), event.reason());
        }

        @Override
        public void commitRequested(SchedulerEvent.CommitRequested event) {
            TaskAttempt attempt = taskScheduler.runningAttempt(event.taskId());
            boolean allowed = attempt != null && outputCommitCoordinator.canCommit(attempt);
            outbox.add(new Effect.AnswerCommit(event.taskId(), allowed));
        }

        @Override
        public void barrierReached(SchedulerEvent.BarrierReached event) {
            taskScheduler.barrierReached(event, nowNanos);
        }

        @Override
        public void executorJoined(SchedulerEvent.ExecutorJoined event) {
            // A restart that was not noticed: nothing of the old executor is there any more.
            loseExecutor(event.executor(), "joined again", false);
            taskScheduler.executorJoined(event.executor(), event.host(), event.slots());
            dagScheduler.executorAdded(event.executor(), event.host());
            announcer.executorAdded(event.executor(), event.host(), event.slots());
        }

        @Override
        public void executorLost(SchedulerEvent.ExecutorLost event) {
            loseExecutor(event.executor(), event.reason(), event.causedByApp());
        }

        private void loseExecutor(String executor, String reason, boolean causedByApp) {
            if (!taskScheduler.isAlive(executor)) {
                return;
            }
            List<RunningTask> ended = taskScheduler.executorLost(executor, reason, causedByApp, announcer.nowMillis());
            dagScheduler.executorLost(executor);
            for (RunningTask task : ended) {
                dagScheduler.handleTaskCompletion(task);
            }
            announcer.executorRemoved(executor, reason);
        }

        @Override
        public void blockChanged(SchedulerEvent.BlockChanged event) {
            String host = taskScheduler.hostOf(event.executor());
            if (host != null) {
                dagScheduler.blockChanged(event, host);
            }
        }

        @Override
        public void rddUnpersisted(SchedulerEvent.RddUnpersisted event) {
            dagScheduler.rddUnpersisted(event.rddId());
        }

        @Override
        public void shuffleReleased(SchedulerEvent.ShuffleReleased event) {
            dagScheduler.releaseShuffle(event.shuffleId());
        }

        @Override
        public void engineStopped(SchedulerEvent.EngineStopped event) {
            dagScheduler.stop();
        }
    }
}

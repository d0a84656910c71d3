// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.event;

import ember.model.BarrierMethod;
import ember.model.StorageLevel;
import ember.model.TaskEnd;
import ember.model.TaskLocation;
import ember.model.TaskMetrics;
import ember.scheduler.plan.JobPlan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A fact that the scheduler must know. Each is harmless when it comes late or names what no longer exists. */
public sealed interface SchedulerEvent {
    void deliverTo(Handler handler);

    /** One method for each fact. */
    interface Handler {
        void jobSubmitted(JobSubmitted event);

        void jobCancelled(JobCancelled event);

        void stageCancelled(StageCancelled event);

        void groupCancelled(GroupCancelled event);

        void tagCancelled(TagCancelled event);

        void allJobsCancelled(AllJobsCancelled event);

        void stagePrepared(StagePrepared event);

        void stagePreparationFailed(StagePreparationFailed event);

        void taskEnded(TaskEnded event);

        void taskProgressed(TaskProgressed event);

        void taskKillRequested(TaskKillRequested event);

        void commitRequested(CommitRequested event);

        void barrierReached(BarrierReached event);

        void executorJoined(ExecutorJoined event);

        void executorLost(ExecutorLost event);

        void blockChanged(BlockChanged event);

        void rddUnpersisted(RddUnpersisted event);

        void shuffleReleased(ShuffleReleased event);

        void engineStopped(EngineStopped event);
    }

    /** An action wants a job. Job ids are given by the driver, each once, rising in the order of submission. */
    record JobSubmitted(JobPlan plan) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.jobSubmitted(this);
        }
    }

    /** A job is no longer wanted; {@code reason} follows its id in the message, null: nothing does. */
    record JobCancelled(int jobId, @Nullable String reason) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.jobCancelled(this);
        }
    }

    /** Every job that uses the stage is no longer wanted. */
    record StageCancelled(int stageId, @Nullable String reason) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.stageCancelled(this);
        }
    }

    /**
     * The jobs of a group are no longer wanted.
     *
     * @param futureJobsToo whether jobs that are submitted with this group later are refused
     */
    record GroupCancelled(
            String group, boolean futureJobsToo, @Nullable String reason) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.groupCancelled(this);
        }
    }

    /** The jobs with a tag are no longer wanted. */
    record TagCancelled(String tag, @Nullable String reason) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.tagCancelled(this);
        }
    }

    /** No job is wanted any longer. */
    record AllJobsCancelled() implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.allJobsCancelled(this);
        }
    }

    /**
     * What a stage attempt's tasks run is ready: the answer to {@code PrepareStage}.
     *
     * @param locations for each partition of the question, in its order, where its task should run, best first; empty: anywhere.
     *     An empty list as a whole: no task has a preference
     */
    record StagePrepared(int stageId, int stageAttempt, List<List<TaskLocation>> locations) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.stagePrepared(this);
        }
    }

    /**
     * A stage attempt cannot be prepared: the other answer to {@code PrepareStage}. The stage is aborted.
     *
     * @param reason as in Spark, such as {@code Task not serializable: java.io.NotSerializableException: Foo}
     */
    record StagePreparationFailed(
            int stageId,
            int stageAttempt,
            String reason,
            @Nullable Throwable cause) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.stagePreparationFailed(this);
        }
    }

    /** A launched task attempt ended. */
    record TaskEnded(long taskId, TaskEnd end) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.taskEnded(this);
        }
    }

    /**
     * A running task has come so far. Need not be told; without it second copies are decided by time alone.
     *
     * @param metrics the task's figures at this moment
     */
    record TaskProgressed(long taskId, TaskMetrics metrics) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.taskProgressed(this);
        }
    }

    /** Somebody wants one task attempt to end; it will be tried again. */
    record TaskKillRequested(long taskId, boolean interrupt, String reason) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.taskKillRequested(this);
        }
    }

    /** A running task asks whether it may commit its output; answered by {@code AnswerCommit}. */
    record CommitRequested(long taskId) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.commitRequested(this);
        }
    }

    /**
     * A running barrier task waits for the others of its attempt; answered by {@code AnswerBarrier}.
     *
     * @param epoch how many syncs the task has been through
     * @param message what the others shall get; null is a message too
     */
    record BarrierReached(
            long taskId,
            int epoch,
            BarrierMethod method,
            @Nullable String message) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.barrierReached(this);
        }
    }

    /**
     * An executor is ready for tasks. An id may return after it was lost, as a new executor with nothing stored.
     *
     * @param slots how many tasks it runs at once, at least 1
     */
    record ExecutorJoined(String executor, String host, int slots) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.executorJoined(this);
        }
    }

    /**
     * An executor is gone with all it stored.
     *
     * @param causedByApp whether one of its tasks may be to blame, so that they count as failed
     */
    record ExecutorLost(String executor, String reason, boolean causedByApp) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.executorLost(this);
        }
    }

    /**
     * A cached partition was stored, moved or dropped.
     *
     * @param level where it is now; not valid: nowhere
     */
    record BlockChanged(String executor, int rddId, int partition, StorageLevel level, long memoryBytes, long diskBytes)
            implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.blockChanged(this);
        }
    }

    /** An RDD is no longer persisted: none of its blocks count. */
    record RddUnpersisted(int rddId) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.rddUnpersisted(this);
        }
    }

    /** No one can use a shuffle any more: its outputs may go once no running job reads it. */
    record ShuffleReleased(int shuffleId) implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.shuffleReleased(this);
        }
    }

    /** The engine shuts down: every job ends as cancelled, nothing starts any more. */
    record EngineStopped() implements SchedulerEvent {
        @Override
        public void deliverTo(Handler handler) {
            handler.engineStopped(this);
        }
    }
}

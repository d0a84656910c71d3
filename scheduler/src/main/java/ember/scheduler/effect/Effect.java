// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.effect;

import ember.model.CacheLocations;
import ember.model.JobOutcome;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.model.event.EngineEvent;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that must be done now that a fact is known: a command to the {@link SchedulerBackend}. */
public sealed interface Effect {
    void performBy(SchedulerBackend backend);

    /**
     * Make ready what the tasks of a stage attempt run and find where they should run. Answered by {@code StagePrepared} or
     * {@code StagePreparationFailed}, at once or later.
     *
     * @param partitions partitions of the stage's RDD that will be computed, in the order of the answer's locations
     * @param work the stage's work as the plan brought it
     * @param cached where the stage's persisted RDDs are kept now
     * @param near shuffles that the stage reads and that are a reason to run its tasks where much of their data lies
     */
    record PrepareStage(
            int stageId,
            int stageAttempt,
            PartitionList partitions,
            Object work,
            CacheLocations cached,
            List<MapOutputs> near)
            implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.prepareStage(this);
        }
    }

    /**
     * Start a task attempt on its executor. Answered by one {@code TaskEnded}, unless the executor is lost first.
     *
     * @param payload shared by the tasks of a stage attempt, until what they read is made anew
     */
    record LaunchTask(TaskAttempt attempt, TaskPayload payload) implements Effect {
        /** The stage's work as the plan brought it, prepared. */
        public Object work() {
            return payload.work();
        }

        /** Where the outputs of the stage's parent shuffles are, in the order of {@code StageSpec.parentShuffles}. */
        public List<MapOutputs> inputs() {
            return payload.inputs();
        }

        /** Local properties of the job for which the stage attempt was submitted. */
        public Map<String, String> properties() {
            return payload.properties();
        }

        /** For a barrier task the addresses of all tasks of its set, by index, all of which are launched in this turn; else empty. */
        public List<String> barrierAddresses() {
            return payload.barrierAddresses();
        }

        @Override
        public void performBy(SchedulerBackend backend) {
            backend.launchTask(this);
        }
    }

    /** Ask a running task to end. It ends with {@code Killed}, or otherwise if it was faster. */
    record KillTask(long taskId, String executor, boolean interrupt, String reason) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.killTask(this);
        }
    }

    /**
     * Merge what a task's accumulators gathered into the driver's. Comes before the announcement of the task's end, which is
     * completed with the named accumulators that changed.
     *
     * @param failed whether the task failed or was killed: then only accumulators that count failed values are merged
     */
    record ApplyAccumulators(TaskAttempt attempt, Object updates, boolean failed) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.applyAccumulators(this);
        }
    }

    /**
     * Hand one output to the job's driver. Each output of a job comes once, in the order of completion, never after its end.
     *
     * @param outputId position in the list of requested partitions; 0 for a map-stage job, whose value is a {@code MapOutputs}
     */
    record DeliverResult(int jobId, int outputId, @Nullable Object value) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.deliverResult(this);
        }
    }

    /** Release whoever waits for the job. Comes once for each submitted job. */
    record EndJob(int jobId, JobOutcome outcome) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.endJob(this);
        }
    }

    /** Tell listeners. */
    record Announce(EngineEvent event) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.announce(this);
        }
    }

    /** Answer a task that waits to commit its output. */
    record AnswerCommit(long taskId, boolean allowed) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.answerCommit(this);
        }
    }

    /**
     * Answer a barrier task that waits for the others.
     *
     * @param messages what each task brought, by index, if all have come
     * @param failure why it waits in vain; null: all have come
     */
    record AnswerBarrier(
            long taskId,
            String executor,
            List<@Nullable String> messages,
            @Nullable String failure) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.answerBarrier(this);
        }
    }

    /** Remove all stored outputs of a shuffle, on every executor. */
    record ForgetShuffle(int shuffleId) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.forgetShuffle(this);
        }
    }

    /** Write a line to the log; only made if the configured level shows it. */
    record Log(LogLevel level, String logger, String message) implements Effect {
        @Override
        public void performBy(SchedulerBackend backend) {
            backend.log(this);
        }
    }
}

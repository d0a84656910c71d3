// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a task attempt ended. Payloads (results, accumulator updates) are opaque to everyone but the engine. */
public sealed interface TaskEnd {
    <R> R match(Cases<R> cases);

    /** Spark's one text for the reason, shown in logs, in the UI and in the messages of failed jobs. */
    String errorString();

    /** What the task's accumulators gathered; null: nothing. */
    default @Nullable Object accumulatorUpdates() {
        return null;
    }

    /** The task's figures; null: none were taken. */
    default @Nullable TaskMetrics metrics() {
        return null;
    }

    /** The same without what the attempt brought, for those who keep it longer than its stage needs that. */
    default TaskEnd withoutPayload() {
        return this;
    }

    /** One answer for each way to end. */
    interface Cases<R> {
        R succeeded(Succeeded end);

        R threw(Threw end);

        R fetchFailed(FetchFailed end);

        R killed(Killed end);

        R commitDenied(CommitDenied end);

        R executorLost(ExecutorLost end);

        R resultLost(ResultLost end);

        R resubmitted(Resubmitted end);
    }

    /**
     * The task did its work.
     *
     * @param result value of a result task; null for a map task, or if the value is null
     * @param mapOutput what a map task wrote; null for a result task
     */
    record Succeeded(
            @Nullable Object result,
            @Nullable MapOutput mapOutput,
            @Nullable Object accumulatorUpdates,
            @Nullable TaskMetrics metrics)
            implements TaskEnd {
        /** A success as listeners are told of it: without the result, which belongs to the job alone. */
        public static final Succeeded WITHOUT_PAYLOAD = new Succeeded(null, null, null, null);

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.succeeded(this);
        }

        @Override
        public TaskEnd withoutPayload() {
            return WITHOUT_PAYLOAD;
        }

        @Override
        public String errorString() {
            return "Success";
        }
    }

    /** What an exception means for further attempts. */
    enum Retry {
        /** Another attempt may succeed. */
        ALLOWED,
        /** The result cannot be serialised: no other attempt's could. */
        RESULT_NOT_SERIALIZABLE,
        /** The task's output file exists already: it would for every attempt. */
        OUTPUT_EXISTS
    }

    /**
     * The user's code, or ours on its behalf, threw.
     *
     * @param stackTrace the full text with all causes
     * @param exception the exception itself; null if it could not travel
     */
    record Threw(
            String className,
            @Nullable String message,
            String stackTrace,
            @Nullable Throwable exception,
            Retry retry,
            @Nullable Object accumulatorUpdates,
            @Nullable TaskMetrics metrics)
            implements TaskEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.threw(this);
        }

        @Override
        public TaskEnd withoutPayload() {
            return new Threw(className, message, stackTrace, null, retry, null, null);
        }

        @Override
        public String errorString() {
            return stackTrace;
        }
    }

    /**
     * An input could not be read.
     *
     * @param mapPartition the output that was wanted; -1: unknown, nothing is to be forgotten
     * @param writer task id of the attempt that had written it; -1: unknown
     * @param executor where it was looked for; null: its place was not known
     * @param host likewise
     * @param others what the task was told of as well and is not there any more either, as far as it has looked
     */
    record FetchFailed(
            int shuffleId,
            int mapPartition,
            long writer,
            int reducePartition,
            @Nullable String executor,
            @Nullable String host,
            String message,
            @Nullable TaskMetrics metrics,
            List<LostOutput> others)
            implements TaskEnd {
        /** A task has looked for one output only. */
        public FetchFailed(
                int shuffleId,
                int mapPartition,
                long writer,
                int reducePartition,
                @Nullable String executor,
                @Nullable String host,
                String message,
                @Nullable TaskMetrics metrics) {
            this(shuffleId, mapPartition, writer, reducePartition, executor, host, message, metrics, List.of());
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fetchFailed(this);
        }

        /** The same failure as its task reports it in the end. */
        public FetchFailed with(@Nullable TaskMetrics taken, List<LostOutput> found) {
            return new FetchFailed(
                    shuffleId, mapPartition, writer, reducePartition, executor, host, message, taken, found);
        }

        @Override
        public TaskEnd withoutPayload() {
            return others.isEmpty() ? this : with(metrics, List.of());
        }

        @Override
        public String errorString() {
            String address = executor == null ? "null" : "BlockManagerId(" + executor + ", " + host + ", 0, None)";
            return "FetchFailed(" + address + ", shuffleId=" + shuffleId + ", mapIndex=" + mapPartition + ", mapId="
                    + writer + ", reduceId=" + reducePartition + ", message=\n" + message + "\n)";
        }
    }

    /**
     * A map output that is not there any more.
     *
     * @param writer task id of the attempt that had written it
     */
    record LostOutput(int shuffleId, int mapPartition, long writer) {}

    /** Somebody asked the task to end, and it did. */
    record Killed(
            String reason,
            @Nullable Object accumulatorUpdates,
            @Nullable TaskMetrics metrics) implements TaskEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.killed(this);
        }

        @Override
        public TaskEnd withoutPayload() {
            return new Killed(reason, null, null);
        }

        @Override
        public String errorString() {
            return "TaskKilled (" + reason + ")";
        }
    }

    /**
     * Another attempt had been allowed to commit this partition.
     *
     * @param jobId number of the output job, as the committer counts
     */
    record CommitDenied(int jobId, int partition, int attemptNumber) implements TaskEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.commitDenied(this);
        }

        @Override
        public String errorString() {
            return "TaskCommitDenied (Driver denied task commit) for job: " + jobId + ", partition: " + partition
                    + ", attemptNumber: " + attemptNumber;
        }
    }

    /**
     * The executor is gone.
     *
     * @param causedByApp whether one of its tasks may be to blame
     */
    record ExecutorLost(String executor, boolean causedByApp, String reason) implements TaskEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.executorLost(this);
        }

        @Override
        public String errorString() {
            return "ExecutorLostFailure (executor " + executor + " exited "
                    + (causedByApp ? "caused by one of the running tasks" : "unrelated to the running tasks")
                    + ") Reason: " + reason;
        }
    }

    /** The task succeeded but its result was gone before it could be fetched. */
    record ResultLost() implements TaskEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.resultLost(this);
        }

        @Override
        public String errorString() {
            return "TaskResultLost (result lost from block manager)";
        }
    }

    /** A map task had succeeded, but its output went with its executor. Told to listeners; no executor reports it. */
    record Resubmitted() implements TaskEnd {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.resubmitted(this);
        }

        @Override
        public String errorString() {
            return "Resubmitted (resubmitted due to lost executor)";
        }
    }
}

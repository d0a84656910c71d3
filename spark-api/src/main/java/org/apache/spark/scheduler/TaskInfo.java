// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import scala.Enumeration;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;

/**
 * One attempt of a task: the same object in its start, getting-result and end events, filled in as things become known.
 *
 * <p>Times are in milliseconds since the epoch; 0 stands for not yet.
 */
public class TaskInfo implements Cloneable {

    private final long taskId;
    private final int index;
    private final int attemptNumber;
    private final int partitionId;
    private final long launchTime;
    private final String executorId;
    private final String host;
    private final Enumeration.Value taskLocality;
    private final boolean speculative;

    private long gettingResultTime;
    private long finishTime;
    private boolean failed;
    private boolean killed;
    private boolean launching = true;
    // Nil is the one empty list of every type.
    @SuppressWarnings("unchecked")
    private Seq<AccumulableInfo> accumulables = (Seq<AccumulableInfo>) (Seq<?>) Nil$.MODULE$;

    /**
     * An attempt that was launched just now.
     *
     * @param taskId unique in the context
     * @param index place in the task set
     * @param attemptNumber earlier launches of the task in its task set
     * @param partitionId partition of the RDD
     * @param taskLocality how near it runs to its input: one of {@link TaskLocality}
     * @param speculative whether it is a second copy of a slow task
     */
    public TaskInfo(
            long taskId,
            int index,
            int attemptNumber,
            int partitionId,
            long launchTime,
            String executorId,
            String host,
            Enumeration.Value taskLocality,
            boolean speculative) {
        this.taskId = taskId;
        this.index = index;
        this.attemptNumber = attemptNumber;
        this.partitionId = partitionId;
        this.launchTime = launchTime;
        this.executorId = executorId;
        this.host = host;
        this.taskLocality = taskLocality;
        this.speculative = speculative;
    }

    public long taskId() {
        return taskId;
    }

    /** Place in the task set. */
    public int index() {
        return index;
    }

    /** Earlier launches of the task in its task set. */
    public int attemptNumber() {
        return attemptNumber;
    }

    /** Partition of the RDD. */
    public int partitionId() {
        return partitionId;
    }

    public long launchTime() {
        return launchTime;
    }

    public String executorId() {
        return executorId;
    }

    public String host() {
        return host;
    }

    /** How near it runs to its input, such as PROCESS_LOCAL. */
    public Enumeration.Value taskLocality() {
        return taskLocality;
    }

    /** Whether it is a second copy of a slow task. */
    public boolean speculative() {
        return speculative;
    }

    /** Named accumulators that the task changed. */
    public Seq<AccumulableInfo> accumulables() {
        return accumulables;
    }

    public void setAccumulables(Seq<AccumulableInfo> newAccumulables) {
        accumulables = newAccumulables;
    }

    /** When the driver began to fetch a result too large to come with the task's end. */
    public long gettingResultTime() {
        return gettingResultTime;
    }

    /** When the task ended, for the driver: after its result was fetched. */
    public long finishTime() {
        return finishTime;
    }

    public boolean failed() {
        return failed;
    }

    public boolean killed() {
        return killed;
    }

    /** Whether the executor has not yet said that the task runs. */
    public boolean launching() {
        return launching;
    }

    /** The executor said that the task runs. */
    public void launchSucceeded() {
        launching = false;
    }

    /** The driver fetches the task's result. */
    public void markGettingResult(long timeMillis) {
        gettingResultTime = timeMillis;
    }

    /** The task did its work. */
    public void markSucceeded(long timeMillis) {
        finishTime = timeMillis;
    }

    /** The task failed. */
    public void markFailed(long timeMillis) {
        finishTime = timeMillis;
        failed = true;
    }

    /** The task was stopped. */
    public void markKilled(long timeMillis) {
        finishTime = timeMillis;
        killed = true;
    }

    public boolean gettingResult() {
        return gettingResultTime != 0;
    }

    public boolean finished() {
        return finishTime != 0;
    }

    public boolean successful() {
        return finished() && !failed && !killed;
    }

    public boolean running() {
        return !finished();
    }

    /** One of RUNNING, GET RESULT, FAILED, KILLED, SUCCESS. */
    public String status() {
        if (running()) {
            return gettingResult() ? "GET RESULT" : "RUNNING";
        }
        if (failed) {
            return "FAILED";
        }
        return killed ? "KILLED" : "SUCCESS";
    }

    /** Index and attempt, such as {@code 3.0}. */
    public String id() {
        return index + "." + attemptNumber;
    }

    /** Milliseconds from launch to end; {@link UnsupportedOperationException} before the end. */
    public long duration() {
        if (!finished()) {
            throw new UnsupportedOperationException("duration() called on unfinished task");
        }
        return finishTime - launchTime;
    }

    @Override
    public TaskInfo clone() {
        try {
            return (TaskInfo) super.clone();
        } catch (CloneNotSupportedException e) {
            throw new AssertionError(e);
        }
    }
}

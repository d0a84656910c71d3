// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.executor.TaskMetrics;
import org.apache.spark.storage.RDDInfo;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.collection.mutable.HashMap;

/** One attempt of a stage. Times and failure are filled in as they become known. */
public class StageInfo {

    private final int stageId;
    private final int attemptNumber;
    private final String name;
    private final int numTasks;
    private final Seq<RDDInfo> rddInfos;
    private final Seq<Object> parentIds;
    private final String details;
    private final TaskMetrics taskMetrics;
    private final int resourceProfileId;
    private final HashMap<Object, AccumulableInfo> accumulables = new HashMap<>();

    private Option<Object> submissionTime = Option.empty();
    private Option<Object> completionTime = Option.empty();
    private Option<String> failureReason = Option.empty();

    /**
     * An attempt that was not submitted yet.
     *
     * @param attemptNumber 0 for the first run of the stage
     * @param name short form of the call site
     * @param rddInfos the stage's RDD, then those reached from it through narrow dependencies
     * @param parentIds stages whose shuffles it reads, each an Integer
     * @param details long form of the call site
     * @param taskMetrics sum over the tasks; null before an attempt was made
     */
    public StageInfo(
            int stageId,
            int attemptNumber,
            String name,
            int numTasks,
            Seq<RDDInfo> rddInfos,
            Seq<Object> parentIds,
            String details,
            TaskMetrics taskMetrics,
            int resourceProfileId) {
        this.stageId = stageId;
        this.attemptNumber = attemptNumber;
        this.name = name;
        this.numTasks = numTasks;
        this.rddInfos = rddInfos;
        this.parentIds = parentIds;
        this.details = details;
        this.taskMetrics = taskMetrics;
        this.resourceProfileId = resourceProfileId;
    }

    public int stageId() {
        return stageId;
    }

    /** 0 for the first run of the stage, then 1, 2, ... */
    public int attemptNumber() {
        return attemptNumber;
    }

    /** Short form of the call site, such as {@code count at WordCount.java:24}. */
    public String name() {
        return name;
    }

    /** Tasks of this attempt, which may be fewer than the stage has. */
    public int numTasks() {
        return numTasks;
    }

    /** The stage's RDD, then those reached from it through narrow dependencies. */
    public Seq<RDDInfo> rddInfos() {
        return rddInfos;
    }

    /** Stages whose shuffles it reads, each an Integer. */
    public Seq<Object> parentIds() {
        return parentIds;
    }

    /** Long form of the call site: the user's stack. */
    public String details() {
        return details;
    }

    /** Sum over the attempt's tasks; null before an attempt was made. */
    public TaskMetrics taskMetrics() {
        return taskMetrics;
    }

    public int resourceProfileId() {
        return resourceProfileId;
    }

    /** The named accumulators that its tasks changed, by id (a Long), with their values after that. */
    public HashMap<Object, AccumulableInfo> accumulables() {
        return accumulables;
    }

    /** When it was submitted, a Long of milliseconds since the epoch; none before, or if nothing was left to compute. */
    public Option<Object> submissionTime() {
        return submissionTime;
    }

    /** When it ended, a Long of milliseconds since the epoch; none before. */
    public Option<Object> completionTime() {
        return completionTime;
    }

    /** Why it failed; none if it did not. */
    public Option<String> failureReason() {
        return failureReason;
    }

    /** It was submitted, in milliseconds since the epoch. */
    public void setSubmissionTime(long timeMillis) {
        submissionTime = Option.apply(timeMillis);
    }

    /** It ended, in milliseconds since the epoch. */
    public void setCompletionTime(long timeMillis) {
        completionTime = Option.apply(timeMillis);
    }

    /** It failed, now unless its end is known. */
    public void stageFailed(String reason) {
        failureReason = Option.apply(reason);
        if (completionTime.isEmpty()) {
            setCompletionTime(System.currentTimeMillis());
        }
    }

    /** One of running, succeeded, failed. */
    public String getStatusString() {
        if (completionTime.isEmpty()) {
            return "running";
        }
        return failureReason.isDefined() ? "failed" : "succeeded";
    }
}

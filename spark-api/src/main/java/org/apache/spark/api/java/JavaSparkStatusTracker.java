// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import org.apache.spark.SparkExecutorInfo;
import org.apache.spark.SparkJobInfo;
import org.apache.spark.SparkStageInfo;
import org.apache.spark.SparkStatusTracker;

/** Tells how far jobs and stages are. What was forgotten or never known gives null. */
public class JavaSparkStatusTracker {
    private final SparkStatusTracker tracker;

    JavaSparkStatusTracker(SparkStatusTracker tracker) {
        this.tracker = tracker;
    }

    /** Jobs of a group, running or not; null: those without a group. */
    public int[] getJobIdsForGroup(String jobGroup) {
        return tracker.getJobIdsForGroup(jobGroup);
    }

    /** Jobs with a tag, running or not. */
    public int[] getJobIdsForTag(String jobTag) {
        return tracker.getJobIdsForTag(jobTag);
    }

    public int[] getActiveStageIds() {
        return tracker.getActiveStageIds();
    }

    public int[] getActiveJobIds() {
        return tracker.getActiveJobIds();
    }

    /** Null: the job is not known. */
    public SparkJobInfo getJobInfo(int jobId) {
        return tracker.getJobInfo(jobId).getOrElse(() -> null);
    }

    /** Null: the stage is not known. */
    public SparkStageInfo getStageInfo(int stageId) {
        return tracker.getStageInfo(stageId).getOrElse(() -> null);
    }

    /** The executors that are alive, the driver among them. */
    public SparkExecutorInfo[] getExecutorInfos() {
        return tracker.getExecutorInfos();
    }
}

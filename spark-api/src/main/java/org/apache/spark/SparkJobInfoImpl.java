// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** The job snapshot that the status tracker hands out. */
final class SparkJobInfoImpl implements SparkJobInfo {

    private final int jobId;
    private final int[] stageIds;
    private final JobExecutionStatus status;

    SparkJobInfoImpl(int jobId, int[] stageIds, JobExecutionStatus status) {
        this.jobId = jobId;
        this.stageIds = stageIds;
        this.status = status;
    }

    @Override
    public int jobId() {
        return jobId;
    }

    @Override
    public int[] stageIds() {
        return stageIds;
    }

    @Override
    public JobExecutionStatus status() {
        return status;
    }
}

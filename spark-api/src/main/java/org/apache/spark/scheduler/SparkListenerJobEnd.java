// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** A job ended. */
public class SparkListenerJobEnd extends CaseClass implements SparkListenerEvent {

    private final int jobId;
    private final long time;
    private final JobResult jobResult;

    public SparkListenerJobEnd(int jobId, long time, JobResult jobResult) {
        this.jobId = jobId;
        this.time = time;
        this.jobResult = jobResult;
    }

    public int jobId() {
        return jobId;
    }

    /** Milliseconds since the epoch. */
    public long time() {
        return time;
    }

    /** {@link JobSucceeded$} or a {@link JobFailed}. */
    public JobResult jobResult() {
        return jobResult;
    }

    @Override
    protected Object[] components() {
        return new Object[] {jobId, time, jobResult};
    }
}

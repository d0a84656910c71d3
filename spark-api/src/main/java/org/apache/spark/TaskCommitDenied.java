// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import org.apache.spark.util.CaseClass;

/** The driver did not let a task commit its output, since another attempt had been allowed to. */
public class TaskCommitDenied extends CaseClass implements TaskFailedReason {

    private final int jobID;
    private final int partitionID;
    private final int attemptNumber;

    public TaskCommitDenied(int jobID, int partitionID, int attemptNumber) {
        this.jobID = jobID;
        this.partitionID = partitionID;
        this.attemptNumber = attemptNumber;
    }

    /** Number of the output job, as the committer counts. */
    public int jobID() {
        return jobID;
    }

    public int partitionID() {
        return partitionID;
    }

    public int attemptNumber() {
        return attemptNumber;
    }

    // Nothing is wrong with the task, so it must not bring the job nearer to its end.
    @Override
    public String toErrorString() {
        return "TaskCommitDenied (Driver denied task commit) for job: " + jobID + ", partition: " + partitionID
                + ", attemptNumber: " + attemptNumber;
    }

    @Override
    public boolean countTowardsTaskFailures() {
        return false;
    }

    @Override
    protected Object[] components() {
        return new Object[] {jobID, partitionID, attemptNumber};
    }
}

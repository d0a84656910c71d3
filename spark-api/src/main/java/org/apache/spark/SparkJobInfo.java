// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** Snapshot of a job: it may be out of date when it is read. */
public interface SparkJobInfo extends Serializable {

    int jobId();

    /** The stages that the job needs, those that it skipped among them. */
    int[] stageIds();

    JobExecutionStatus status();
}

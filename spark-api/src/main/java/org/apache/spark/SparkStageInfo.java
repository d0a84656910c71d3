// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** Snapshot of a stage: it may be out of date when it is read. */
public interface SparkStageInfo extends Serializable {

    int stageId();

    /** 0 for the first run of the stage, then 1, 2, ... */
    int currentAttemptId();

    /** When the attempt was submitted, in milliseconds since the epoch; 0 before. */
    long submissionTime();

    String name();

    int numTasks();

    int numActiveTasks();

    int numCompletedTasks();

    /** Failed task attempts, those that were tried again among them. */
    int numFailedTasks();
}

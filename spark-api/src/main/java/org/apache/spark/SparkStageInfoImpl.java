// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** The stage snapshot that the status tracker hands out. */
record SparkStageInfoImpl(
        int stageId,
        int currentAttemptId,
        long submissionTime,
        String name,
        int numTasks,
        int numActiveTasks,
        int numCompletedTasks,
        int numFailedTasks)
        implements SparkStageInfo {}

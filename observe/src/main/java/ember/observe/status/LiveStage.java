// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.event.StageInfo;

/**
 * Counts of one stage attempt. Guarded by the store's lock.
 *
 * <p>Keeps the few facts that are asked for, not the {@link StageInfo}: that one describes every RDD of the stage, and a thousand
 * stages of an iterative program would fill the heap.
 */
final class LiveStage {
    private final int stageId;
    private final int attempt;
    private final String name;
    private final long submissionTimeMillis;
    private final int numTasks;
    /** Jobs that have not ended and have this stage: while there are any it is not forgotten. */
    int runningJobs;

    boolean submitted;
    boolean active;
    int activeTasks;
    int completedTasks;
    int failedTasks;

    /** A stage that waits. */
    LiveStage(StageInfo info) {
        this.stageId = info.stageId();
        this.attempt = info.attempt();
        this.name = info.name();
        this.submissionTimeMillis = info.submissionTimeMillis();
        this.numTasks = info.numTasks();
    }

    int stageId() {
        return stageId;
    }

    int attempt() {
        return attempt;
    }

    StageStatus status() {
        return new StageStatus(
                stageId,
                attempt,
                name,
                submissionTimeMillis,
                numTasks,
                active,
                activeTasks,
                completedTasks,
                failedTasks);
    }
}

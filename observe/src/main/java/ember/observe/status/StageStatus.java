// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.event.StageInfo;

/**
 * The latest attempt of a stage as it was when it was asked for.
 *
 * @param attempt 0 for the first run of the stage, then 1, 2, ...
 * @param name short form of the call site
 * @param submissionTimeMillis {@link StageInfo#ABSENT}: not submitted, the stage waits or was skipped
 * @param numTasks tasks of this attempt, which may be fewer than the stage has
 * @param active whether the attempt was submitted and has not ended
 * @param activeTasks running task attempts; not 0 after the end if some are slow to die
 * @param completedTasks tasks whose output exists, at most {@code numTasks}
 * @param failedTasks failed task attempts, those that were tried again among them; killed ones are not counted
 */
public record StageStatus(
        int stageId,
        int attempt,
        String name,
        long submissionTimeMillis,
        int numTasks,
        boolean active,
        int activeTasks,
        int completedTasks,
        int failedTasks) {}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.event.StageInfo;
import java.util.Map;

/**
 * Everything that is shown of a job, as it was when it was asked for.
 *
 * @param name of its last stage; empty: it has none
 * @param completionTimeMillis {@link StageInfo#ABSENT}: it runs
 * @param numTasks of all its stages, those that were skipped among them
 * @param completedIndices partitions that were made, each counted once
 * @param failedStages failed attempts of stages
 * @param killReasons how many tasks were killed for which reason
 */
public record JobView(
        JobStatus status,
        String name,
        long submissionTimeMillis,
        long completionTimeMillis,
        int numTasks,
        int activeTasks,
        int completedTasks,
        int skippedTasks,
        int failedTasks,
        int killedTasks,
        int completedIndices,
        int activeStages,
        int completedStages,
        int skippedStages,
        int failedStages,
        Map<String, Integer> killReasons) {}

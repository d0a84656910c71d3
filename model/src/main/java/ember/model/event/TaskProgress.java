// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import ember.model.TaskMetrics;
import java.util.List;

/**
 * How far a running task has come.
 *
 * @param metrics its figures at about this moment
 * @param accumulables what it has added to the program's accumulators; empty if nobody reads it
 */
public record TaskProgress(
        long taskId, int stageId, int stageAttempt, TaskMetrics metrics, List<AccumulableInfo> accumulables) {}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import ember.model.TaskMetrics;

/**
 * How far a running task has come.
 *
 * @param metrics its figures at about this moment
 */
public record TaskProgress(long taskId, int stageId, int stageAttempt, TaskMetrics metrics) {}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.ExecutorMetrics;

/**
 * A measurement of an executor.
 *
 * @param timeMillis when it came; of a log, of the latest event before it, since measurements have no time of their own
 * @param diskBytes what cached partitions took on disk
 */
public record Measured(long timeMillis, ExecutorMetrics metrics, long diskBytes) {}

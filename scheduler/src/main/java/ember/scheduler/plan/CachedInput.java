// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.plan;

/**
 * A persisted RDD inside a stage. While all its partitions are cached, nothing behind it is needed.
 *
 * @param behind what is met when walking on from it
 */
public record CachedInput(int rddId, int numPartitions, InputReach behind) {}

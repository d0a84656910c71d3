// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

import org.jspecify.annotations.Nullable;

/** Where a task gets what it reads. */
public interface BlockReader {
    /**
     * One block of a map output.
     *
     * @throws UnreadableBlockException if it cannot be had
     */
    long block(ShuffleModel shuffle, int mapPartition, int reducePartition) throws UnreadableBlockException;

    /** A partition of a persisted RDD, if somebody keeps it; null: nobody. */
    @Nullable
    Long cached(CachedRdd rdd, int partition);

    /** Takes in a partition of a persisted RDD that had to be computed. */
    void computed(CachedRdd rdd, int partition, long content);
}

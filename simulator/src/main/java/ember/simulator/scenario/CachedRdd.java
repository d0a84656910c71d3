// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

/**
 * A persisted RDD.
 *
 * @param behind what its partitions are computed from if they are not cached
 */
public record CachedRdd(int id, int partitions, Reach behind) {
    /**
     * Content of a partition, computed from what is behind.
     *
     * @throws UnreadableBlockException if a block cannot be read
     */
    long compute(int partition, BlockReader reader) throws UnreadableBlockException {
        return behind.read(Contents.seed(1_000_000L + id, partition), partition, partitions, reader);
    }
}

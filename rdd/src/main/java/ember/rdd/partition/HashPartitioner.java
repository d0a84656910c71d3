// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.partition;

import ember.rdd.Partitioner;
import org.jspecify.annotations.Nullable;

/**
 * Places a key by its hash code; null goes to partition 0.
 *
 * @param numPartitions at least 0
 */
public record HashPartitioner(int numPartitions) implements Partitioner {
    public HashPartitioner {
        if (numPartitions < 0) {
            throw new IllegalArgumentException(
                    "requirement failed: Number of partitions (" + numPartitions + ") cannot be negative.");
        }
    }

    @Override
    public int getPartition(@Nullable Object key) {
        return key == null ? 0 : Math.floorMod(key.hashCode(), numPartitions);
    }

    // Written out like those of other records that every job compares: linking the generated ones takes milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HashPartitioner that && that.numPartitions == numPartitions;
    }

    @Override
    public int hashCode() {
        return numPartitions;
    }
}

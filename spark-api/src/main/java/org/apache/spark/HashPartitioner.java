// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/**
 * Puts a key into the partition that its hash code gives, and null into the first.
 *
 * <p>Arrays hash by identity, so they make poor keys. Two hash partitioners with as many partitions are equal.
 */
public class HashPartitioner extends Partitioner {

    private final int partitions;

    /** A partitioner into {@code partitions} parts, at least 0. */
    public HashPartitioner(int partitions) {
        if (partitions < 0) {
            throw new IllegalArgumentException(
                    "requirement failed: Number of partitions (" + partitions + ") cannot be negative.");
        }
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return key == null ? 0 : Math.floorMod(key.hashCode(), partitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashPartitioner that && that.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}

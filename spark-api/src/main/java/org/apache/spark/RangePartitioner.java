// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/**
 * Puts keys into ranges of nearly equal size, by bounds that were sampled from the data; what {@code sortByKey} uses.
 *
 * @param <K> type of the keys
 */
public class RangePartitioner<K> extends Partitioner {
    private static final int SAMPLE_POINTS_PER_PARTITION = 20;

    private final ember.rdd.Partitioner ranges;

    /** Spark's face of the engine's range partitioner; programs get one from an RDD that was sorted. */
    public RangePartitioner(ember.rdd.Partitioner ranges) {
        this.ranges = ranges;
    }

    /** The engine's partitioner behind this one. */
    public ember.rdd.Partitioner engine() {
        return ranges;
    }

    /** How many elements were sampled for each partition. */
    public int samplePointsPerPartitionHint() {
        return SAMPLE_POINTS_PER_PARTITION;
    }

    @Override
    public int numPartitions() {
        return ranges.numPartitions();
    }

    @Override
    public int getPartition(Object key) {
        return ranges.getPartition(key);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RangePartitioner<?> that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }
}

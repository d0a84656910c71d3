// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import java.util.List;

/** An RDD of several parents whose elements lie where a partitioner places them: as many partitions as that has, and it is known. */
abstract sealed class PlacedRdd<T> extends Rdd<T> permits CoGroupedRdd, PartitionerAwareUnionRdd, SubtractedRdd {
    private final Partitioner partitioner;

    PlacedRdd(JobRunner runner, Partitioner partitioner, List<Dependency> dependencies) {
        super(runner, dependencies);
        this.partitioner = partitioner;
    }

    @Override
    public final Partitioner partitioner() {
        return partitioner;
    }

    @Override
    protected final List<? extends Partition> listPartitions() {
        int partitions = partitioner.numPartitions();
        if (partitions < 0) {
            // What Spark's array of partitions says: a partitioner of a program may answer anything.
            throw new NegativeArraySizeException(Integer.toString(partitions));
        }
        return Indexes.upTo(partitions);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.rdd.Partitioner;
import org.apache.spark.HashPartitioner;
import org.apache.spark.RangePartitioner;

/**
 * Partitioners, there and back. Hash and range partitioning are the engine's own, so that the one it chooses by itself and the same one
 * given by a program are equal; a program's own class is used as it is.
 */
public final class Partitioners {
    private Partitioners() {}

    /** By hash code, into so many partitions. */
    public static Partitioner hash(int numPartitions) {
        return new ember.rdd.partition.HashPartitioner(numPartitions);
    }

    public static Partitioner toEngine(org.apache.spark.Partitioner partitioner) {
        if (partitioner.getClass() == HashPartitioner.class) {
            return new ember.rdd.partition.HashPartitioner(partitioner.numPartitions());
        }
        return partitioner instanceof RangePartitioner<?> range ? range.engine() : partitioner;
    }

    public static org.apache.spark.Partitioner toSpark(Partitioner partitioner) {
        if (partitioner instanceof org.apache.spark.Partitioner given) {
            return given;
        }
        return partitioner instanceof ember.rdd.partition.HashPartitioner hash
                ? new HashPartitioner(hash.numPartitions())
                : new RangePartitioner<>(partitioner);
    }
}

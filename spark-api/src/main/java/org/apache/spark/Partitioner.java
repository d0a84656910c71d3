// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.rdd.Rdd;
import ember.spark.Partitioners;
import ember.spark.Tuples;
import java.io.Serializable;
import org.apache.spark.rdd.RDD;
import scala.collection.immutable.Seq;

/**
 * Says which partition a key belongs to; programs extend it.
 *
 * <p>Give a subclass {@code equals}: two RDDs whose partitioners are equal are joined without moving data.
 */
public abstract class Partitioner implements ember.rdd.Partitioner, Serializable {

    /**
     * The one that an operation on several RDDs uses if none is given: that of the parent with the most partitions, or by hash code.
     *
     * @param others may be empty
     */
    public static Partitioner defaultPartitioner(RDD<?> rdd, Seq<RDD<?>> others) {
        Rdd<?>[] all = new Rdd<?>[others.size() + 1];
        all[0] = rdd.engine();
        for (int i = 1; i < all.length; i++) {
            all[i] = others.apply(i - 1).engine();
        }
        return Partitioners.toSpark(Tuples.PAIRS.defaultPartitioner(all));
    }

    @Override
    public abstract int numPartitions();

    /** The partition of {@code key}, in [0, {@link #numPartitions()}); the same one whenever it is asked. */
    @Override
    public abstract int getPartition(Object key);
}

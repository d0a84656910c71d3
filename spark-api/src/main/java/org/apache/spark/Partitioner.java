// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/**
 * Says which partition a key belongs to; programs extend it.
 *
 * <p>Give a subclass {@code equals}: two RDDs whose partitioners are equal are joined without moving data.
 */
public abstract class Partitioner implements ember.rdd.Partitioner, Serializable {

    @Override
    public abstract int numPartitions();

    /** The partition of {@code key}, in [0, {@link #numPartitions()}); the same one whenever it is asked. */
    @Override
    public abstract int getPartition(Object key);
}

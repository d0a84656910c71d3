// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

/** A cached partition of an RDD. */
public class RDDBlockId extends BlockId {

    private final int rddId;
    private final int splitIndex;

    public RDDBlockId(int rddId, int splitIndex) {
        this.rddId = rddId;
        this.splitIndex = splitIndex;
    }

    public int rddId() {
        return rddId;
    }

    /** The partition. */
    public int splitIndex() {
        return splitIndex;
    }

    @Override
    public String name() {
        return "rdd_" + rddId + "_" + splitIndex;
    }

    @Override
    protected Object[] components() {
        return new Object[] {rddId, splitIndex};
    }
}

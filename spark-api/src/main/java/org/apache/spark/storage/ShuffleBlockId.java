// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

/** What one map task wrote for one reduce task. */
public class ShuffleBlockId extends BlockId {

    private final int shuffleId;
    private final long mapId;
    private final int reduceId;

    public ShuffleBlockId(int shuffleId, long mapId, int reduceId) {
        this.shuffleId = shuffleId;
        this.mapId = mapId;
        this.reduceId = reduceId;
    }

    public int shuffleId() {
        return shuffleId;
    }

    /** Task id of the map task. */
    public long mapId() {
        return mapId;
    }

    /** The reduce partition. */
    public int reduceId() {
        return reduceId;
    }

    @Override
    public String name() {
        return "shuffle_" + shuffleId + "_" + mapId + "_" + reduceId;
    }

    @Override
    protected Object[] components() {
        return new Object[] {shuffleId, mapId, reduceId};
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import org.apache.spark.storage.BlockManagerId;
import org.apache.spark.util.CaseClass;

/** A task could not read an output of an earlier stage. */
public class FetchFailed extends CaseClass implements TaskFailedReason {

    private final BlockManagerId bmAddress;
    private final int shuffleId;
    private final long mapId;
    private final int mapIndex;
    private final int reduceId;
    private final String message;

    public FetchFailed(
            BlockManagerId bmAddress, int shuffleId, long mapId, int mapIndex, int reduceId, String message) {
        this.bmAddress = bmAddress;
        this.shuffleId = shuffleId;
        this.mapId = mapId;
        this.mapIndex = mapIndex;
        this.reduceId = reduceId;
        this.message = message;
    }

    /** Where it was looked for; null if its place was not known. */
    public BlockManagerId bmAddress() {
        return bmAddress;
    }

    public int shuffleId() {
        return shuffleId;
    }

    /** Task id of the attempt that had written it. */
    public long mapId() {
        return mapId;
    }

    /** The map partition. */
    public int mapIndex() {
        return mapIndex;
    }

    /** The reduce partition. */
    public int reduceId() {
        return reduceId;
    }

    public String message() {
        return message;
    }

    // The stage is tried again as a whole; the task is not to blame.
    @Override
    public String toErrorString() {
        return "FetchFailed(" + bmAddress + ", shuffleId=" + shuffleId + ", mapIndex=" + mapIndex + ", mapId=" + mapId
                + ", reduceId=" + reduceId + ", message=\n" + message + "\n)";
    }

    @Override
    public boolean countTowardsTaskFailures() {
        return false;
    }

    @Override
    protected Object[] components() {
        return new Object[] {bmAddress, shuffleId, mapId, mapIndex, reduceId, message};
    }
}

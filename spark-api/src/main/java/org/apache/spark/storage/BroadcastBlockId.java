// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

/** A broadcast value, or a piece of one. */
public class BroadcastBlockId extends BlockId {

    private final long broadcastId;
    private final String field;

    public BroadcastBlockId(long broadcastId, String field) {
        this.broadcastId = broadcastId;
        this.field = field;
    }

    public long broadcastId() {
        return broadcastId;
    }

    /** The piece; empty for the whole. */
    public String field() {
        return field;
    }

    @Override
    public String name() {
        return "broadcast_" + broadcastId + (field.isEmpty() ? "" : "_" + field);
    }

    @Override
    protected Object[] components() {
        return new Object[] {broadcastId, field};
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.StorageLevel;
import ember.observe.json.JsonOut;
import ember.observe.status.RddView;

/** Cached RDDs. */
final class StorageJson {
    private StorageJson() {}

    /** The fields of an object that was begun, and its end. */
    static void write(JsonOut out, RddView rdd) {
        out.field("id", rdd.info().id())
                .field("name", rdd.info().name())
                .field("numPartitions", rdd.info().numPartitions())
                .field("numCachedPartitions", rdd.blocks().size())
                .field("storageLevel", words(rdd.info().storageLevel()))
                .field("memoryUsed", rdd.memoryBytes())
                .field("diskUsed", rdd.diskBytes())
                .array("dataDistribution");
        for (RddView.Share share : rdd.shares()) {
            long onHeapLeft = share.executor().maxOnHeapBytes()
                    - (share.executor().memoryBytes() - share.executor().offHeapBytes());
            long offHeapLeft =
                    share.executor().maxOffHeapBytes() - share.executor().offHeapBytes();
            out.object()
                    .field("address", share.executor().address())
                    .field("memoryUsed", share.memoryBytes())
                    .field("memoryRemaining", onHeapLeft + offHeapLeft)
                    .field("diskUsed", share.diskBytes())
                    .field("onHeapMemoryUsed", share.memoryBytes() - share.offHeapBytes())
                    .field("offHeapMemoryUsed", share.offHeapBytes())
                    .field("onHeapMemoryRemaining", onHeapLeft)
                    .field("offHeapMemoryRemaining", offHeapLeft)
                    .end();
        }
        out.endArray().array("partitions");
        for (RddView.Block block : rdd.blocks()) {
            out.object()
                    .field("blockName", block.name())
                    .field("storageLevel", words(block.level()))
                    .field("memoryUsed", block.memoryBytes())
                    .field("diskUsed", block.diskBytes())
                    .texts("executors", block.executors())
                    .end();
        }
        out.endArray().end();
    }

    /** A storage level as Spark's pages say it. */
    static String words(StorageLevel level) {
        return (level.useDisk() ? "Disk " : "")
                + (level.useMemory() ? level.useOffHeap() ? "Memory (off heap) " : "Memory " : "")
                + (level.deserialized() ? "Deserialized " : "Serialized ")
                + level.replication()
                + "x Replicated";
    }
}

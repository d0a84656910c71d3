// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import org.apache.spark.rdd.RDDOperationScope;
import scala.Option;
import scala.collection.immutable.Seq;
import scala.math.Ordered;

/** An RDD and how much of it is cached; ordered by id. */
public class RDDInfo implements Ordered<RDDInfo> {

    private final int id;
    private final String name;
    private final int numPartitions;
    private final StorageLevel storageLevel;
    private final boolean isBarrier;
    private final Seq<Object> parentIds;
    private final String callSite;
    private final Option<RDDOperationScope> scope;

    private final int numCachedPartitions;
    private final long memSize;
    private final long diskSize;

    /**
     * An RDD as it is now.
     *
     * @param name the name the program gave it, or else its kind
     * @param isBarrier whether its stage runs all tasks at once
     * @param parentIds the RDDs it depends on, each an Integer
     * @param callSite short form of where it was made
     * @param scope the operation that made it
     * @param memSize bytes of its cached partitions in memory
     * @param diskSize bytes of its cached partitions on disk
     */
    public RDDInfo(
            int id,
            String name,
            int numPartitions,
            StorageLevel storageLevel,
            boolean isBarrier,
            Seq<Object> parentIds,
            String callSite,
            Option<RDDOperationScope> scope,
            int numCachedPartitions,
            long memSize,
            long diskSize) {
        this.id = id;
        this.name = name;
        this.numPartitions = numPartitions;
        this.storageLevel = storageLevel;
        this.isBarrier = isBarrier;
        this.parentIds = parentIds;
        this.callSite = callSite;
        this.scope = scope;
        this.numCachedPartitions = numCachedPartitions;
        this.memSize = memSize;
        this.diskSize = diskSize;
    }

    public int id() {
        return id;
    }

    /** The name the program gave it, or else its kind. */
    public String name() {
        return name;
    }

    public int numPartitions() {
        return numPartitions;
    }

    public StorageLevel storageLevel() {
        return storageLevel;
    }

    /** Whether its stage runs all tasks at once. */
    public boolean isBarrier() {
        return isBarrier;
    }

    /** The RDDs it depends on, each an Integer. */
    public Seq<Object> parentIds() {
        return parentIds;
    }

    /** Short form of where it was made. */
    public String callSite() {
        return callSite;
    }

    /** The operation that made it. */
    public Option<RDDOperationScope> scope() {
        return scope;
    }

    public int numCachedPartitions() {
        return numCachedPartitions;
    }

    /** Bytes of its cached partitions in memory. */
    public long memSize() {
        return memSize;
    }

    /** Bytes of its cached partitions on disk. */
    public long diskSize() {
        return diskSize;
    }

    /** Whether any partition is cached. */
    public boolean isCached() {
        return memSize + diskSize > 0 && numCachedPartitions > 0;
    }

    @Override
    public int compare(RDDInfo that) {
        return Integer.compare(id, that.id);
    }

    @Override
    public String toString() {
        return "RDD \"" + name + "\" (" + id + ") StorageLevel: " + storageLevel + "; CachedPartitions: "
                + numCachedPartitions + "; TotalPartitions: " + numPartitions + "; MemorySize: " + bytes(memSize)
                + "; DiskSize: " + bytes(diskSize);
    }

    /** A size for people: in the largest unit of which there are at least two, as Spark writes it. */
    private static String bytes(long size) {
        String[] units = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};
        int unit = Math.max(0, (63 - Long.numberOfLeadingZeros(size) - 1) / 10);
        return String.format("%.1f %s", (double) size / (1L << (10 * unit)), units[unit]);
    }
}

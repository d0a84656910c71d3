// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.storage;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;

/**
 * Where and how cached partitions are kept: on disk, in memory (on or off the heap), as objects or as bytes, in how many copies.
 *
 * <p>Immutable but for {@link #readExternal}, which deserialisation calls. Two levels with the same settings are equal.
 */
public class StorageLevel implements Externalizable {

    private static final int DISK = 8;
    private static final int MEMORY = 4;
    private static final int OFF_HEAP_BIT = 2;
    private static final int DESERIALIZED = 1;

    /** One more than the most copies allowed; the hash code mixes settings and copies with it. */
    private static final int REPLICATION_LIMIT = 40;

    private static final StorageLevel NONE = apply(0, 1);
    private static final StorageLevel DISK_ONLY = apply(8, 1);
    private static final StorageLevel DISK_ONLY_2 = apply(8, 2);
    private static final StorageLevel DISK_ONLY_3 = apply(8, 3);
    private static final StorageLevel MEMORY_ONLY = apply(5, 1);
    private static final StorageLevel MEMORY_ONLY_2 = apply(5, 2);
    private static final StorageLevel MEMORY_ONLY_SER = apply(4, 1);
    private static final StorageLevel MEMORY_ONLY_SER_2 = apply(4, 2);
    private static final StorageLevel MEMORY_AND_DISK = apply(13, 1);
    private static final StorageLevel MEMORY_AND_DISK_2 = apply(13, 2);
    private static final StorageLevel MEMORY_AND_DISK_SER = apply(12, 1);
    private static final StorageLevel MEMORY_AND_DISK_SER_2 = apply(12, 2);
    private static final StorageLevel OFF_HEAP = apply(14, 1);

    /** The settings as bits: disk 8, memory 4, off heap 2, deserialised 1. */
    private int flags;

    private int replication;

    /** For deserialisation; one copy in memory as bytes. */
    public StorageLevel() {
        this(MEMORY, 1);
    }

    private StorageLevel(int flags, int replication) {
        if (replication >= REPLICATION_LIMIT) {
            throw new AssertionError(
                    "assertion failed: Replication restricted to be less than 40 for calculating hash codes");
        }
        this.flags = flags;
        this.replication = replication;
    }

    public static StorageLevel NONE() {
        return NONE;
    }

    public static StorageLevel DISK_ONLY() {
        return DISK_ONLY;
    }

    public static StorageLevel DISK_ONLY_2() {
        return DISK_ONLY_2;
    }

    public static StorageLevel DISK_ONLY_3() {
        return DISK_ONLY_3;
    }

    public static StorageLevel MEMORY_ONLY() {
        return MEMORY_ONLY;
    }

    public static StorageLevel MEMORY_ONLY_2() {
        return MEMORY_ONLY_2;
    }

    public static StorageLevel MEMORY_ONLY_SER() {
        return MEMORY_ONLY_SER;
    }

    public static StorageLevel MEMORY_ONLY_SER_2() {
        return MEMORY_ONLY_SER_2;
    }

    public static StorageLevel MEMORY_AND_DISK() {
        return MEMORY_AND_DISK;
    }

    public static StorageLevel MEMORY_AND_DISK_2() {
        return MEMORY_AND_DISK_2;
    }

    public static StorageLevel MEMORY_AND_DISK_SER() {
        return MEMORY_AND_DISK_SER;
    }

    public static StorageLevel MEMORY_AND_DISK_SER_2() {
        return MEMORY_AND_DISK_SER_2;
    }

    public static StorageLevel OFF_HEAP() {
        return OFF_HEAP;
    }

    /** The level of that name, as written in the methods above; throws {@link IllegalArgumentException} for another. */
    public static StorageLevel fromString(String name) {
        return switch (name) {
            case "NONE" -> NONE;
            case "DISK_ONLY" -> DISK_ONLY;
            case "DISK_ONLY_2" -> DISK_ONLY_2;
            case "DISK_ONLY_3" -> DISK_ONLY_3;
            case "MEMORY_ONLY" -> MEMORY_ONLY;
            case "MEMORY_ONLY_2" -> MEMORY_ONLY_2;
            case "MEMORY_ONLY_SER" -> MEMORY_ONLY_SER;
            case "MEMORY_ONLY_SER_2" -> MEMORY_ONLY_SER_2;
            case "MEMORY_AND_DISK" -> MEMORY_AND_DISK;
            case "MEMORY_AND_DISK_2" -> MEMORY_AND_DISK_2;
            case "MEMORY_AND_DISK_SER" -> MEMORY_AND_DISK_SER;
            case "MEMORY_AND_DISK_SER_2" -> MEMORY_AND_DISK_SER_2;
            case "OFF_HEAP" -> OFF_HEAP;
            default -> throw new IllegalArgumentException("Invalid StorageLevel: " + name);
        };
    }

    /** A level of one's own; {@code replication} below 40. */
    public static StorageLevel apply(
            boolean useDisk, boolean useMemory, boolean useOffHeap, boolean deserialized, int replication) {
        return apply(
                (useDisk ? DISK : 0)
                        | (useMemory ? MEMORY : 0)
                        | (useOffHeap ? OFF_HEAP_BIT : 0)
                        | (deserialized ? DESERIALIZED : 0),
                replication);
    }

    /** A level on the heap or on disk; {@code replication} below 40. */
    public static StorageLevel apply(boolean useDisk, boolean useMemory, boolean deserialized, int replication) {
        return apply(useDisk, useMemory, false, deserialized, replication);
    }

    /** The level with these {@link #toInt() flags}; {@code replication} below 40. */
    public static StorageLevel apply(int flags, int replication) {
        return new StorageLevel(flags & (DISK | MEMORY | OFF_HEAP_BIT | DESERIALIZED), replication);
    }

    /** Reads what {@link #writeExternal} wrote. */
    public static StorageLevel apply(ObjectInput in) throws IOException {
        StorageLevel level = new StorageLevel();
        level.readExternal(in);
        return level;
    }

    public boolean useDisk() {
        return (flags & DISK) != 0;
    }

    public boolean useMemory() {
        return (flags & MEMORY) != 0;
    }

    public boolean useOffHeap() {
        return (flags & OFF_HEAP_BIT) != 0;
    }

    /** Whether memory holds objects rather than bytes. */
    public boolean deserialized() {
        return (flags & DESERIALIZED) != 0;
    }

    /** Number of copies. */
    public int replication() {
        return replication;
    }

    @Override
    public StorageLevel clone() {
        return new StorageLevel(flags, replication);
    }

    /** Whether this level keeps anything at all. */
    public boolean isValid() {
        return (useMemory() || useDisk()) && replication > 0;
    }

    /** The settings as bits: disk 8, memory 4, off heap 2, deserialised 1. */
    public int toInt() {
        return flags;
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        out.writeByte(flags);
        out.writeByte(replication);
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        flags = in.readByte();
        replication = in.readByte();
    }

    /** The level in words, for people. */
    public String description() {
        return (useDisk() ? "Disk " : "")
                + (useMemory() ? (useOffHeap() ? "Memory (off heap) " : "Memory ") : "")
                + (deserialized() ? "Deserialized " : "Serialized ")
                + replication
                + "x Replicated";
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof StorageLevel that && flags == that.flags && replication == that.replication;
    }

    @Override
    public int hashCode() {
        return flags * (REPLICATION_LIMIT + 1) + replication;
    }

    @Override
    public String toString() {
        return "StorageLevel("
                + (useDisk() ? "disk, " : "")
                + (useMemory() ? "memory, " : "")
                + (useOffHeap() ? "offheap, " : "")
                + (deserialized() ? "deserialized, " : "")
                + replication
                + " replicas)";
    }
}

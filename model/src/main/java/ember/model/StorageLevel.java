// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import org.jspecify.annotations.Nullable;

/**
 * Where and how a cached partition is kept.
 *
 * @param deserialized kept as live objects rather than bytes
 * @param replication copies asked for, at least 1; one JVM keeps one
 */
public record StorageLevel(
        boolean useDisk, boolean useMemory, boolean useOffHeap, boolean deserialized, int replication) {

    public static final StorageLevel NONE = new StorageLevel(false, false, false, false, 1);
    public static final StorageLevel MEMORY_ONLY = new StorageLevel(false, true, false, true, 1);
    public static final StorageLevel MEMORY_AND_DISK = new StorageLevel(true, true, false, true, 1);

    /** Whether anything is kept at all. */
    public boolean isValid() {
        return (useMemory || useDisk) && replication > 0;
    }

    /** The same, with disk for what does not fit. */
    public StorageLevel withDisk() {
        return useDisk ? this : new StorageLevel(true, useMemory, useOffHeap, deserialized, replication);
    }

    // Written out like those of other records that every job compares: linking the generated ones takes milliseconds.
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StorageLevel that
                && that.useDisk == useDisk
                && that.useMemory == useMemory
                && that.useOffHeap == useOffHeap
                && that.deserialized == deserialized
                && that.replication == replication;
    }

    @Override
    public int hashCode() {
        int flags = (useDisk ? 8 : 0) | (useMemory ? 4 : 0) | (useOffHeap ? 2 : 0) | (deserialized ? 1 : 0);
        return 31 * flags + replication;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import org.apache.spark.storage.StorageLevel;

/** Storage levels, there and back. */
public final class Levels {
    private Levels() {}

    public static StorageLevel toSpark(ember.model.StorageLevel level) {
        return StorageLevel.apply(
                level.useDisk(), level.useMemory(), level.useOffHeap(), level.deserialized(), level.replication());
    }

    public static ember.model.StorageLevel toEngine(StorageLevel level) {
        return new ember.model.StorageLevel(
                level.useDisk(), level.useMemory(), level.useOffHeap(), level.deserialized(), level.replication());
    }
}

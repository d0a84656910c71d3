// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.model.StorageLevel;

/**
 * Where a block is and what it takes.
 *
 * @param level where it is, which may be less than was asked for; {@link StorageLevel#NONE}: nowhere
 * @param memoryBytes what it takes in memory; if a change is told that took it out of memory, what it took there
 */
public record BlockStatus(StorageLevel level, long memoryBytes, long diskBytes) {
    /** Not stored. */
    public static final BlockStatus ABSENT = new BlockStatus(StorageLevel.NONE, 0, 0);
}

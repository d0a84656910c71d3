// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

/** The bytes that cached partitions may take in the memory of an executor, and those of them that are left. */
public record StorageRoom(long maxBytes, long freeBytes) {}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** The executor snapshot that the status tracker hands out. */
record SparkExecutorInfoImpl(
        String host,
        int port,
        long cacheSize,
        int numRunningTasks,
        long usedOnHeapStorageMemory,
        long usedOffHeapStorageMemory,
        long totalOnHeapStorageMemory,
        long totalOffHeapStorageMemory)
        implements SparkExecutorInfo {}

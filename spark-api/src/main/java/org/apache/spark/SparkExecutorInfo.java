// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** Snapshot of an executor, or of the driver; it may be out of date when it is read. Sizes are in bytes. */
public interface SparkExecutorInfo extends Serializable {

    String host();

    int port();

    /** Bytes of memory that cached blocks take. */
    long cacheSize();

    int numRunningTasks();

    long usedOnHeapStorageMemory();

    long usedOffHeapStorageMemory();

    long totalOnHeapStorageMemory();

    long totalOffHeapStorageMemory();
}

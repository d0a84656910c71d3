// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.List;

/** What is measured of an executor: its memory and its garbage collection. */
public final class ExecutorMetricNames {
    /** Spark's names, in its order. */
    public static final List<String> ALL = List.of(
            "JVMHeapMemory",
            "JVMOffHeapMemory",
            "OnHeapExecutionMemory",
            "OffHeapExecutionMemory",
            "OnHeapStorageMemory",
            "OffHeapStorageMemory",
            "OnHeapUnifiedMemory",
            "OffHeapUnifiedMemory",
            "DirectPoolMemory",
            "MappedPoolMemory",
            "ProcessTreeJVMVMemory",
            "ProcessTreeJVMRSSMemory",
            "ProcessTreePythonVMemory",
            "ProcessTreePythonRSSMemory",
            "ProcessTreeOtherVMemory",
            "ProcessTreeOtherRSSMemory",
            "MinorGCCount",
            "MinorGCTime",
            "MajorGCCount",
            "MajorGCTime",
            "TotalGCTime",
            "ConcurrentGCCount",
            "ConcurrentGCTime");

    private ExecutorMetricNames() {}
}

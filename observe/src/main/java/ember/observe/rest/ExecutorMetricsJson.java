// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.observe.json.JsonOut;
import java.util.List;

/** The peaks of executors' memory. Ember does not sample them, so they are 0, as Spark's are until the first heartbeat. */
final class ExecutorMetricsJson {
    /** Spark's names, in its order. */
    static final List<String> NAMES = List.of(
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

    private ExecutorMetricsJson() {}

    static void write(JsonOut out, String name) {
        out.object(name);
        NAMES.forEach(metric -> out.field(metric, 0));
        out.end();
    }

    static void writeQuantiles(JsonOut out, String name, int count) {
        out.object(name);
        NAMES.forEach(metric -> out.numbers(metric, new double[count]));
        out.end();
    }
}

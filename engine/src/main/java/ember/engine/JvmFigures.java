// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import ember.model.ExecutorMetrics;
import ember.storage.memory.MemoryBudget;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.List;
import java.util.Set;

/**
 * Measures this JVM: its memory, what the engine knows it uses of it, and its garbage collection. Executors share the JVM, so each of
 * them measures the same.
 *
 * <p>Made when first needed: the JVM takes tens of milliseconds to load what answers.
 */
final class JvmFigures {
    /** Spark's defaults of spark.eventLog.gcMetrics.youngGenerationGarbageCollectors and its like for the old generation. */
    private static final Set<String> YOUNG = Set.of("Copy", "PS Scavenge", "ParNew", "G1 Young Generation");

    private static final Set<String> OLD =
            Set.of("MarkSweepCompact", "PS MarkSweep", "ConcurrentMarkSweep", "G1 Old Generation");
    private static final String CONCURRENT = "G1 Concurrent GC";

    private final MemoryBudget heap;
    private final MemoryBudget offHeap;
    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final List<BufferPoolMXBean> pools = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class);
    private final List<GarbageCollectorMXBean> collectors = ManagementFactory.getGarbageCollectorMXBeans();

    JvmFigures(MemoryBudget heap, MemoryBudget offHeap) {
        this.heap = heap;
        this.offHeap = offHeap;
    }

    /** As of now. What Spark takes of the files of Linux about processes is 0, as it is in Spark unless it is asked to look. */
    ExecutorMetrics measure() {
        long execution = heap.executionBytes() + heap.shuffleBytes();
        long offHeapExecution = offHeap.executionBytes() + offHeap.shuffleBytes();
        long storage = heap.storageBytes();
        long offHeapStorage = offHeap.storageBytes();
        long[] minor = new long[2];
        long[] major = new long[2];
        long[] concurrent = new long[2];
        long totalMillis = 0;
        for (GarbageCollectorMXBean collector : collectors) {
            String name = collector.getName();
            add(YOUNG.contains(name), minor, collector);
            add(OLD.contains(name), major, collector);
            add(CONCURRENT.equals(name), concurrent, collector);
            totalMillis += collector.getCollectionTime();
        }
        return ExecutorMetrics.of(
                memory.getHeapMemoryUsage().getUsed(),
                memory.getNonHeapMemoryUsage().getUsed(),
                execution,
                offHeapExecution,
                storage,
                offHeapStorage,
                execution + storage,
                offHeapExecution + offHeapStorage,
                pool("direct"),
                pool("mapped"),
                0,
                0,
                0,
                0,
                0,
                0,
                minor[0],
                minor[1],
                major[0],
                major[1],
                totalMillis,
                concurrent[0],
                concurrent[1]);
    }

    private static void add(boolean counts, long[] countAndMillis, GarbageCollectorMXBean collector) {
        if (counts) {
            countAndMillis[0] += collector.getCollectionCount();
            countAndMillis[1] += collector.getCollectionTime();
        }
    }

    private long pool(String name) {
        long used = 0;
        for (BufferPoolMXBean pool : pools) {
            used += pool.getName().equals(name) ? Math.max(0, pool.getMemoryUsed()) : 0;
        }
        return used;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.memory;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import ember.storage.memory.MemoryBudget;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Compares what the budget counts with what is in the heap after a full collection, once a second. What is in the heap before the
 * program begins does not count.
 */
final class HeapWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1_000;
    private static final int SETTLE = 3;
    private static final int ATTEMPTS = 20;

    /** While the heap is collected, what is counted may change by this part of the budget. */
    private static final int STEADY_PART = 64;

    private static final long POLL_NANOS = 500_000;
    private static final Set<String> HEAP_POOLS = heapPools();

    /** Of the JDK's default collectors. */
    private static final Set<String> FULL_COLLECTORS = Set.of("G1 Old Generation", "MarkSweepCompact", "PS MarkSweep");

    private final MemoryBudget budget;
    private final long before;
    private final Thread watching;
    private final Thread polling;
    private volatile boolean ended;
    private int missed;
    private int samples;
    /** The least and the most that was counted since the current sample began. */
    private long least;

    private long most;
    private long greatestDifference;
    private String worst = "none";
    private long mostCounted;
    private long mostLive;

    HeapWatch(MemoryBudget budget) {
        this.budget = budget;
        this.before = settled();
        this.watching = start(this::watch);
        this.polling = start(this::poll);
    }

    private static Thread start(Runnable body) {
        Thread thread = new Thread(body, "heap-watch");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static long settled() {
        for (int i = 0; i < SETTLE; i++) {
            System.gc();
        }
        return liveAfter(latestCollection());
    }

    /** What the latest full collection left in the heap; what the tasks have made since does not count. */
    private static long liveAfter(GcInfo collection) {
        long bytes = 0;
        for (Map.Entry<String, MemoryUsage> pool :
                collection.getMemoryUsageAfterGc().entrySet()) {
            bytes += HEAP_POOLS.contains(pool.getKey()) ? pool.getValue().getUsed() : 0;
        }
        return bytes;
    }

    private static GcInfo latestCollection() {
        GcInfo last = null;
        for (GarbageCollectorMXBean collector : ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class)) {
            GcInfo info = collector.getLastGcInfo();
            boolean full = FULL_COLLECTORS.contains(collector.getName());
            if (full && info != null && (last == null || info.getEndTime() > last.getEndTime())) {
                last = info;
            }
        }
        if (last == null) {
            throw new IllegalStateException("this JVM's collector is not known, or System.gc() is switched off");
        }
        return last;
    }

    private static Set<String> heapPools() {
        Set<String> names = new HashSet<>();
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            if (pool.getType() == MemoryType.HEAP) {
                names.add(pool.getName());
            }
        }
        return names;
    }

    private void watch() {
        try {
            while (!ended) {
                Thread.sleep(PERIOD_MILLIS);
                sample();
            }
        } catch (InterruptedException e) {
            // Told to end.
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The tasks run on until the heap is collected, and after it. So a sample counts only if a collection was begun and ended between
     * two looks at the budget, and what was counted was nearly the same all the time; else another is taken at once.
     */
    private void sample() {
        for (int attempt = 0; attempt < ATTEMPTS && !ended; attempt++) {
            long earlier = latestCollection().getId();
            begin();
            System.gc();
            GcInfo collection = latestCollection();
            // The JVM may have thought a collection enough that had ended before it was asked.
            if (collection.getId() != earlier && note(liveAfter(collection) - before)) {
                return;
            }
        }
        miss();
    }

    private synchronized void miss() {
        missed++;
    }

    private synchronized void begin() {
        least = Long.MAX_VALUE;
        most = 0;
        look();
    }

    private synchronized void look() {
        long counted = budget.usedBytes();
        least = Math.min(least, counted);
        most = Math.max(most, counted);
    }

    private void poll() {
        while (!ended) {
            look();
            LockSupport.parkNanos(POLL_NANOS);
        }
    }

    /** False: the budget changed too much. */
    private synchronized boolean note(long live) {
        look();
        if (most - least > budget.maxBytes() / STEADY_PART) {
            return false;
        }
        samples++;
        mostCounted = Math.max(mostCounted, most);
        mostLive = Math.max(mostLive, live);
        long excess = Math.max(live - most, least - live);
        if (excess > greatestDifference) {
            greatestDifference = excess;
            worst = String.format(
                    Locale.ROOT,
                    "live %d KiB, counted %d to %d KiB, of which now tasks %d, map outputs %d, cached blocks %d",
                    live >> 10,
                    least >> 10,
                    most >> 10,
                    budget.executionBytes() >> 10,
                    budget.shuffleBytes() >> 10,
                    budget.storageBytes() >> 10);
        }
        return true;
    }

    /** What was seen, in one line. */
    synchronized String report() {
        double percent = 100.0 / budget.maxBytes();
        return String.format(
                Locale.ROOT,
                "%d samples (%d not to be had), budget %d KiB: at most %d KiB counted and %d KiB live; they differ by at most %.1f %% of the budget (%s)",
                samples,
                missed,
                budget.maxBytes() >> 10,
                mostCounted >> 10,
                mostLive >> 10,
                greatestDifference * percent,
                worst);
    }

    @Override
    public void close() {
        ended = true;
        watching.interrupt();
        polling.interrupt();
    }
}

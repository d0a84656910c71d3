// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.memory;

import ember.storage.memory.MemoryBudget;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.Locale;

/**
 * Compares what the budget counts with what is in the heap after a full collection, once a second. What is in the heap before the
 * program begins does not count.
 */
final class HeapWatch implements AutoCloseable {
    private static final long PERIOD_MILLIS = 1_000;
    private static final int SETTLE = 3;

    private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
    private final MemoryBudget budget;
    private final long before;
    private final Thread thread;
    private volatile boolean ended;
    private int samples;
    private long greatestExcess;
    private long greatestDeficit;
    private long mostCounted;
    private long mostLive;

    HeapWatch(MemoryBudget budget) {
        this.budget = budget;
        this.before = live();
        this.thread = new Thread(this::watch, "heap-watch");
        thread.setDaemon(true);
        thread.start();
    }

    private long live() {
        for (int i = 0; i < SETTLE; i++) {
            System.gc();
        }
        return memory.getHeapMemoryUsage().getUsed();
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

    /** The tasks run on meanwhile: what they were counted at before and after brackets what they have when the heap is looked at. */
    private void sample() {
        long earlier = budget.usedBytes();
        System.gc();
        long live = memory.getHeapMemoryUsage().getUsed() - before;
        note(earlier, live, budget.usedBytes());
    }

    private synchronized void note(long earlier, long live, long later) {
        samples++;
        mostCounted = Math.max(mostCounted, later);
        mostLive = Math.max(mostLive, live);
        greatestExcess = Math.max(greatestExcess, live - Math.max(earlier, later));
        greatestDeficit = Math.max(greatestDeficit, Math.min(earlier, later) - live);
    }

    /** What was seen, in one line. */
    synchronized String report() {
        double percent = 100.0 / budget.maxBytes();
        return String.format(
                Locale.ROOT,
                "%d samples; budget %d KiB, counted at most %d KiB, live at most %d KiB; live above counted by at most %.1f %% of"
                        + " the budget, below by at most %.1f %%",
                samples,
                budget.maxBytes() >> 10,
                mostCounted >> 10,
                mostLive >> 10,
                greatestExcess * percent,
                greatestDeficit * percent);
    }

    @Override
    public void close() {
        ended = true;
        thread.interrupt();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;

/** What the JVM knows of its threads and its garbage collection. Loaded when first asked, which takes tens of milliseconds. */
final class Meter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<GarbageCollectorMXBean> COLLECTORS = ManagementFactory.getGarbageCollectorMXBeans();
    private static final boolean HAS_CPU_TIME = THREADS.isCurrentThreadCpuTimeSupported();

    private Meter() {}

    static boolean hasCpuTime() {
        return HAS_CPU_TIME;
    }

    /** Processor time of the calling thread so far; 0: the JVM does not know. */
    static long cpuNanos() {
        return HAS_CPU_TIME ? Math.max(0, THREADS.getCurrentThreadCpuTime()) : 0;
    }

    /** How long garbage has been collected since the JVM began. */
    static long gcMillis() {
        long millis = 0;
        for (int i = 0; i < COLLECTORS.size(); i++) {
            millis += Math.max(0, COLLECTORS.get(i).getCollectionTime());
        }
        return millis;
    }
}

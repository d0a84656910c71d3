// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

/**
 * Processor time and garbage collection, for one thread that runs task after task. Asking the system for a thread's processor time takes
 * half a microsecond: what was asked a moment before is carried on by the clock, since a thread that had to wait was away for longer.
 * Garbage collection is told in milliseconds, and is not asked for more often than that makes sense.
 */
final class ThreadClock {
    private static final long CARRIED_NANOS = 20_000;
    private static final long COLLECTED_NANOS = 500_000;

    private boolean asked;
    private long atNanos;
    private long cpuNanos;
    private boolean askedCollected;
    private long collectedAtNanos;
    private long collectedMillis;

    /**
     * Processor time of the thread, up to 20 microseconds off for each that has passed in a step shorter than that.
     *
     * @param nowNanos of the clock
     */
    long cpuNanos(long nowNanos) {
        if (asked && nowNanos - atNanos < CARRIED_NANOS && Meter.hasCpuTime()) {
            cpuNanos += nowNanos - atNanos;
        } else {
            cpuNanos = Meter.cpuNanos();
            asked = true;
        }
        atNanos = nowNanos;
        return cpuNanos;
    }

    /**
     * How long garbage has been collected since the JVM began, as of half a millisecond ago at most.
     *
     * @param nowNanos of the clock
     */
    long gcMillis(long nowNanos) {
        if (!askedCollected || nowNanos - collectedAtNanos >= COLLECTED_NANOS) {
            collectedMillis = Meter.gcMillis();
            collectedAtNanos = nowNanos;
            askedCollected = true;
        }
        return collectedMillis;
    }
}

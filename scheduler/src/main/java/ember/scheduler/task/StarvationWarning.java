// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

/** Says again and again that nothing runs, while task sets wait and until the first task ever is launched. */
final class StarvationWarning {
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long timeoutMillis;
    private final TaskLog log;
    private boolean over;
    private long nextMillis = NEVER;

    /** @param timeoutNanos how long nothing runs before it is said; 0: it is never said */
    StarvationWarning(long timeoutNanos, TaskLog log) {
        this.timeoutMillis = timeoutNanos / NANOS_PER_MILLI;
        this.log = log;
    }

    /** A task set was submitted. */
    void begin(long nowMillis) {
        if (!over && nextMillis == NEVER && timeoutMillis > 0) {
            nextMillis = nowMillis + timeoutMillis;
        }
    }

    /** Speaks if it is due. */
    void look(boolean hasLaunchedTask, boolean someWait, long nowMillis) {
        over |= hasLaunchedTask;
        if (over || !someWait) {
            nextMillis = NEVER;
        } else if (nowMillis >= nextMillis) {
            log.starving();
            nextMillis = nowMillis + timeoutMillis;
        }
    }

    /** When {@link #look} has something to say unless a task is launched; the largest number: never. */
    long nextMillis() {
        return nextMillis;
    }
}

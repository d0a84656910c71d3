// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What arrives for a thread that waits for it, in order. To wake a thread costs whoever does it more than all else about a small task,
 * and takes a processor from the next ones: who has just taken something looks again after a moment, and asks to be woken only then. So
 * many arrivals in a row cost one waking. Any thread may add; one at a time may wait.
 */
final class Arrivals {
    /** How long an arrival may lie there unseen, unless it is the last. */
    private static final long MOMENT_NANOS = 100_000;

    private final ConcurrentLinkedQueue<Object> queue = new ConcurrentLinkedQueue<>();
    private volatile @Nullable Thread waiting;

    /** The thread that waits is to be woken by the next arrival. */
    private volatile boolean wakes;

    /** Something was taken: more may follow soon. */
    private boolean tookSome;

    /** Adds something, of which the thread that waits learns at once or in a moment. */
    void add(Object arrival) {
        queue.add(arrival);
        if (wakes) {
            wake();
        }
    }

    /** Adds something after which nothing is to be expected, and has it seen at once. */
    void addLast(Object arrival) {
        queue.add(arrival);
        wake();
    }

    private void wake() {
        // Not again before it asks for it: others that arrive meanwhile are found with this one.
        wakes = false;
        LockSupport.unpark(waiting);
    }

    void clear() {
        queue.clear();
    }

    /**
     * Takes the first of what has arrived, and waits for it if need be.
     *
     * @param deadlineNanos the value of {@link System#nanoTime} until which to wait; null: for as long as it takes
     * @return null: nothing arrived in time
     */
    @Nullable
    Object take(@Nullable Long deadlineNanos) throws InterruptedException {
        throwIfInterrupted();
        Object arrival = queue.poll();
        if (arrival == null) {
            waiting = Thread.currentThread();
            try {
                arrival = await(deadlineNanos);
            } finally {
                wakes = false;
                waiting = null;
            }
        }
        tookSome = arrival != null;
        return arrival;
    }

    private @Nullable Object await(@Nullable Long deadlineNanos) throws InterruptedException {
        for (boolean soon = tookSome; ; soon = false) {
            wakes = !soon;
            Object arrival = queue.poll();
            if (arrival != null) {
                return arrival;
            }
            long leftNanos = deadlineNanos == null ? Long.MAX_VALUE : deadlineNanos - System.nanoTime();
            if (leftNanos <= 0) {
                return null;
            }
            if (soon) {
                LockSupport.parkNanos(this, Math.min(leftNanos, MOMENT_NANOS));
            } else if (deadlineNanos == null) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, leftNanos);
            }
            throwIfInterrupted();
        }
    }

    private static void throwIfInterrupted() throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
    }
}

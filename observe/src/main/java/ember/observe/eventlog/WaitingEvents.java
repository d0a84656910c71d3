// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.event.EngineEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Events that wait to be written. They are handed over many at a time: waking the writer for each of them would cost those who tell
 * more than the event itself.
 */
final class WaitingEvents {
    /** What may wait, some 40 MB: whoever has more to tell waits until some of it is written. */
    static final int MOST = 1 << 16;
    /** So many are worth waking the writer. */
    private static final int MANY = MOST / 4;
    /** How long an event may wait for others to be written with it. */
    private static final long GATHER_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private List<EngineEvent> told = new ArrayList<>();
    private boolean ended;
    private boolean givenUp;

    synchronized void add(EngineEvent event) {
        boolean interrupted = false;
        while (told.size() >= MOST && !givenUp) {
            try {
                wait();
            } catch (InterruptedException e) {
                // The event happened: a log without it would tell another story.
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (givenUp) {
            return;
        }
        told.add(event);
        if (told.size() == 1 || told.size() == MANY) {
            notifyAll();
        }
    }

    /** No more will come. */
    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Nobody writes any more: what comes is dropped. */
    synchronized void giveUp() {
        givenUp = true;
        told = new ArrayList<>();
        notifyAll();
    }

    /** Those that were told, in order, as soon as there are some; empty: the end. */
    synchronized List<EngineEvent> take() throws InterruptedException {
        while (told.isEmpty() && !ended) {
            wait();
        }
        long until = System.nanoTime() + GATHER_NANOS;
        for (long left = GATHER_NANOS; left > 0 && told.size() < MANY && !ended; left = until - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        List<EngineEvent> taken = told;
        told = new ArrayList<>(Math.max(16, Math.min(MANY, taken.size()))); // as many again, most likely
        if (taken.size() >= MOST) {
            notifyAll();
        }
        return taken;
    }
}

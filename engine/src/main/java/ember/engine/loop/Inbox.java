// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.loop;

import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Facts on their way to the scheduler: many threads put them in, the loop alone takes them out, in order. */
final class Inbox {
    private final LinkedBlockingQueue<SchedulerEvent> events = new LinkedBlockingQueue<>();

    void put(SchedulerEvent event) {
        events.add(event);
    }

    /**
     * Moves waiting events into {@code into}, waiting for the first if there is none.
     *
     * @param waitNanos how long to wait at most
     */
    void take(List<SchedulerEvent> into, int atMost, long waitNanos) throws InterruptedException {
        SchedulerEvent first = waitNanos == Long.MAX_VALUE ? events.take() : poll(waitNanos);
        if (first != null) {
            into.add(first);
            events.drainTo(into, atMost - 1);
        }
    }

    private @Nullable SchedulerEvent poll(long waitNanos) throws InterruptedException {
        return events.poll(Math.max(waitNanos, 0), TimeUnit.NANOSECONDS);
    }
}

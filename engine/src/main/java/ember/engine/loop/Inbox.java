// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.loop;

import ember.scheduler.event.SchedulerEvent;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Facts on their way to the scheduler: many threads put them in, whoever takes a turn takes them out, in order. */
final class Inbox {
    private final ConcurrentLinkedQueue<SchedulerEvent> events = new ConcurrentLinkedQueue<>();

    void put(SchedulerEvent event) {
        events.add(event);
    }

    boolean isEmpty() {
        return events.isEmpty();
    }

    /** Moves up to {@code atMost} waiting events into {@code into}. */
    void take(List<SchedulerEvent> into, int atMost) {
        for (int taken = 0; taken < atMost; taken++) {
            SchedulerEvent event = events.poll();
            if (event == null) {
                return;
            }
            into.add(event);
        }
    }
}

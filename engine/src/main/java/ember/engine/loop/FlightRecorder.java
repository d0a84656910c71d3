// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.loop;

import ember.scheduler.event.SchedulerEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Remembers the last facts the scheduler was told, to explain a broken invariant. Used by the loop's thread. */
final class FlightRecorder {
    private static final int SIZE = 1024;

    private final @Nullable SchedulerEvent[] events = new SchedulerEvent[SIZE];
    private long count;

    void record(SchedulerEvent event) {
        events[(int) (count++ % SIZE)] = event;
    }

    /** The remembered facts, oldest first. */
    List<SchedulerEvent> recent() {
        List<SchedulerEvent> recent = new ArrayList<>();
        for (long i = Math.max(0, count - SIZE); i < count; i++) {
            SchedulerEvent event = events[(int) (i % SIZE)];
            if (event != null) {
                recent.add(event);
            }
        }
        return recent;
    }
}

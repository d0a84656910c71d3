// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.event.EngineEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts the first events into the order in which Spark logs them: profile, executor, its memory, environment, application. Ember's
 * contexts tell them as they come to be; some readers of logs count on Spark's order.
 */
final class HeaderOrder {
    private final Consumer<EngineEvent> next;
    private final List<EngineEvent> held = new ArrayList<>();
    private boolean passed;

    HeaderOrder(Consumer<EngineEvent> next) {
        this.next = next;
    }

    void accept(EngineEvent event) {
        if (passed) {
            next.accept(event);
            return;
        }
        boolean first = rank(event) > 0;
        if (first) {
            held.add(event);
        }
        if (!first || event instanceof EngineEvent.ExecutorAdded) {
            end();
        }
        if (!first) {
            next.accept(event);
        }
    }

    /** Passes on what it holds; what comes later is passed on at once. */
    void end() {
        passed = true;
        held.sort(Comparator.comparingInt(HeaderOrder::rank));
        held.forEach(next);
        held.clear();
    }

    /** Its place among the first events; 0: it is none of them. */
    private static int rank(EngineEvent event) {
        if (event instanceof EngineEvent.ResourceProfileAdded) {
            return 1;
        } else if (event instanceof EngineEvent.ExecutorAdded) {
            return 2;
        } else if (event instanceof EngineEvent.BlockManagerAdded) {
            return 3;
        } else if (event instanceof EngineEvent.EnvironmentUpdated) {
            return 4;
        }
        return event instanceof EngineEvent.ApplicationStarted ? 5 : 0;
    }
}

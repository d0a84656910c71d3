// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator;

import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.util.function.Consumer;

/**
 * What lies between cluster and scheduler. The faithful one passes everything on; a test may put in one that does not, which looks to
 * the oracles like a scheduler with a bug.
 */
public interface Wire {
    /** Passes everything on. */
    Wire FAITHFUL = new Wire() {};

    /** A fact on its way to the scheduler; the oracles have seen it. */
    default void fact(SchedulerEvent event, Consumer<SchedulerEvent> scheduler) {
        scheduler.accept(event);
    }

    /** An effect on its way to the cluster; the oracles see what comes out. */
    default void effect(Effect effect, Consumer<Effect> cluster) {
        cluster.accept(effect);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler;

import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;

/** Decides; never acts. One instance, used by one thread at a time. */
public final class Scheduler {
    /** @param outbox where effects go, in the order they must be performed */
    public Scheduler(SchedulerConfig config, Outbox outbox) {}

    /**
     * Takes in one fact. Its effects are in the outbox afterwards, except launches, which wait for the end of the turn.
     *
     * @param nowNanos nanoseconds since the engine started; never less than in an earlier call
     */
    public void apply(SchedulerEvent event, long nowNanos) {}

    /** Ends a turn of one or more facts: resubmits what is due, then puts tasks onto free slots. */
    public void endTurn(long nowNanos) {}

    /** When {@link #endTurn} must be called at the latest even if nothing happens; {@link Long#MAX_VALUE}: never. */
    public long nextDeadlineNanos() {
        return Long.MAX_VALUE;
    }
}

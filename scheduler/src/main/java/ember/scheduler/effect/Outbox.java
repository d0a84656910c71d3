// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.effect;

import java.util.ArrayList;
import java.util.List;

/** The effects of a turn, in order. Emptied by whoever performs them; used by one thread at a time. */
public final class Outbox {
    private final LogLevel logLevel;
    private List<Effect> effects = new ArrayList<>();
    private List<Effect> performed = new ArrayList<>();

    /** @param logLevel the least important log lines that are wanted */
    public Outbox(LogLevel logLevel) {
        this.logLevel = logLevel;
    }

    public void add(Effect effect) {
        effects.add(effect);
    }

    /** Whether log lines of this level are wanted: ask before building one. */
    public boolean logs(LogLevel level) {
        return logLevel.shows(level);
    }

    /** Adds a log line, if its level is wanted. */
    public void log(LogLevel level, String logger, String message) {
        if (logs(level)) {
            effects.add(new Effect.Log(level, logger, message));
        }
    }

    public boolean isEmpty() {
        return effects.isEmpty();
    }

    /**
     * Performs and forgets all effects, in order. What the backend causes to be added is kept for the next call.
     *
     * @return how many there were
     */
    public int drainTo(SchedulerBackend backend) {
        List<Effect> drained = effects;
        effects = performed;
        performed = drained;
        for (int i = 0; i < drained.size(); i++) {
            drained.get(i).performBy(backend);
        }
        int count = drained.size();
        drained.clear();
        return count;
    }
}

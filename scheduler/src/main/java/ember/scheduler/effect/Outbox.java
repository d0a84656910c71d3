// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.effect;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The effects of a turn, in order. Emptied by whoever performs them; used by one thread at a time. */
public final class Outbox {
    private final LogLevel logLevel;
    private final BooleanSupplier tasksAreWatched;
    private List<Effect> effects = new ArrayList<>();
    private List<Effect> performed = new ArrayList<>();

    /** For those who want to be told of every task. @param logLevel the least important log lines that are wanted */
    public Outbox(LogLevel logLevel) {
        this(logLevel, () -> true);
    }

    /**
     * An outbox of its own for each scheduler.
     *
     * @param logLevel the least important log lines that are wanted
     * @param tasksAreWatched whether anyone wants to be told of the start and end of tasks now
     */
    public Outbox(LogLevel logLevel, BooleanSupplier tasksAreWatched) {
        this.logLevel = logLevel;
        this.tasksAreWatched = tasksAreWatched;
    }

    public void add(Effect effect) {
        effects.add(effect);
    }

    /** Whether anyone wants to be told of the start and end of tasks: ask before building an event of which there is one a task. */
    public boolean announcesTasks() {
        return tasksAreWatched.getAsBoolean();
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

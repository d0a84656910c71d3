// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.effect;

/** How important a log line is, the most important first. */
public enum LogLevel {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE;

    /** Whether a log that shows lines up to this level shows one of {@code level}. */
    public boolean shows(LogLevel level) {
        return level.compareTo(this) <= 0;
    }
}

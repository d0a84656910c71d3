// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

/** Ends the body of a task that was asked to end. */
public final class TaskKilledException extends RuntimeException {
    private final String reason;

    TaskKilledException(String reason) {
        super("Task killed: " + reason);
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }
}

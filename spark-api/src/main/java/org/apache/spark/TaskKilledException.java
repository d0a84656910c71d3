// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** Thrown in a task that was asked to stop; a task may throw it itself to say that it was. */
public class TaskKilledException extends RuntimeException {

    private final String reason;

    public TaskKilledException(String reason) {
        super(reason);
        this.reason = reason;
    }

    public TaskKilledException() {
        this("unknown reason");
    }

    public String reason() {
        return reason;
    }
}

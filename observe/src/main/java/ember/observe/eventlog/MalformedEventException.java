// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

/** A line of an event log is JSON, but not an event as Spark 4.2.0 writes it. The message names the field. */
final class MalformedEventException extends RuntimeException {
    private static final long serialVersionUID = 1;

    MalformedEventException(String message) {
        super(message);
    }
}

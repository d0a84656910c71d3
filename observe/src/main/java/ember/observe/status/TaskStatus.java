// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

/** How a task attempt is. The names are Spark's; {@code UNKNOWN} is none's, but may be asked for. */
public enum TaskStatus {
    RUNNING,
    KILLED,
    FAILED,
    SUCCESS,
    UNKNOWN
}

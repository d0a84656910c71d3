// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

/** How far a stage attempt is. The names are Spark's. */
public enum StageState {
    ACTIVE,
    COMPLETE,
    FAILED,
    PENDING,
    SKIPPED
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/** How near to its data a task was placed, nearest first. The names are Spark's, shown in the UI. */
public enum TaskLocality {
    PROCESS_LOCAL,
    NODE_LOCAL,
    NO_PREF,
    RACK_LOCAL,
    ANY
}

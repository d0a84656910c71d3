// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import scala.Enumeration;

/** How near a task runs to its data. */
public final class TaskLocality {
    private TaskLocality() {}

    /** On the executor that holds it. */
    public static Enumeration.Value PROCESS_LOCAL() {
        return TaskLocality$.MODULE$.PROCESS_LOCAL();
    }

    /** On its host. */
    public static Enumeration.Value NODE_LOCAL() {
        return TaskLocality$.MODULE$.NODE_LOCAL();
    }

    /** It is nowhere in particular. */
    public static Enumeration.Value NO_PREF() {
        return TaskLocality$.MODULE$.NO_PREF();
    }

    /** In its rack. */
    public static Enumeration.Value RACK_LOCAL() {
        return TaskLocality$.MODULE$.RACK_LOCAL();
    }

    /** Anywhere. */
    public static Enumeration.Value ANY() {
        return TaskLocality$.MODULE$.ANY();
    }

    /** {@link java.util.NoSuchElementException} for a name that none has. */
    public static Enumeration.Value withName(String name) {
        return TaskLocality$.MODULE$.withName(name);
    }

    /** Whether a place as far away as {@code condition} will do where {@code constraint} is asked for. */
    public static boolean isAllowed(Enumeration.Value constraint, Enumeration.Value condition) {
        return TaskLocality$.MODULE$.isAllowed(constraint, condition);
    }
}

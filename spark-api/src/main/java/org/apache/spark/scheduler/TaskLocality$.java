// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import scala.Enumeration;

/** How near a task runs to its data, as one of Scala's enumerations; Java programs ask {@link TaskLocality}. */
public final class TaskLocality$ extends Enumeration {
    public static final TaskLocality$ MODULE$ = new TaskLocality$();

    private final Value processLocal;
    private final Value nodeLocal;
    private final Value noPref;
    private final Value rackLocal;
    private final Value any;

    private TaskLocality$() {
        super(0);
        processLocal = Value(0, "PROCESS_LOCAL");
        nodeLocal = Value(1, "NODE_LOCAL");
        noPref = Value(2, "NO_PREF");
        rackLocal = Value(3, "RACK_LOCAL");
        any = Value(4, "ANY");
    }

    public Value PROCESS_LOCAL() {
        return processLocal;
    }

    public Value NODE_LOCAL() {
        return nodeLocal;
    }

    public Value NO_PREF() {
        return noPref;
    }

    public Value RACK_LOCAL() {
        return rackLocal;
    }

    public Value ANY() {
        return any;
    }

    /** Whether a place as far away as {@code condition} will do where {@code constraint} is asked for. */
    public boolean isAllowed(Value constraint, Value condition) {
        return condition.id() <= constraint.id();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** Stands in for the Scala companion of {@link TaskContext}, of which a suite asks for the context of no task. */
public final class TaskContext$ {
    public static final TaskContext$ MODULE$ = new TaskContext$();

    private TaskContext$() {}

    public TaskContextImpl empty() {
        return null;
    }
}

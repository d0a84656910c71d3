// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** The task succeeded, but its result was gone before it could be fetched. */
public final class TaskResultLost$ implements TaskFailedReason, Serializable {

    /** The only instance. */
    public static final TaskResultLost$ MODULE$ = new TaskResultLost$();

    private TaskResultLost$() {}

    @Override
    public String toErrorString() {
        return "TaskResultLost (result lost from block manager)";
    }

    private Object readResolve() {
        return MODULE$;
    }

    @Override
    public String toString() {
        return "TaskResultLost";
    }
}

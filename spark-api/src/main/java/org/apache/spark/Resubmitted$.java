// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** A map task had succeeded, but its output went with its executor, so it is run again. */
public final class Resubmitted$ implements TaskFailedReason, Serializable {

    /** The only instance. */
    public static final Resubmitted$ MODULE$ = new Resubmitted$();

    private Resubmitted$() {}

    @Override
    public String toErrorString() {
        return "Resubmitted (resubmitted due to lost executor)";
    }

    private Object readResolve() {
        return MODULE$;
    }

    @Override
    public String toString() {
        return "Resubmitted";
    }
}

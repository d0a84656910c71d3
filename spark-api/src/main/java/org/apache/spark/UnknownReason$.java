// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** Nobody knows why the task ended. */
public final class UnknownReason$ implements TaskFailedReason, Serializable {

    /** The only instance. */
    public static final UnknownReason$ MODULE$ = new UnknownReason$();

    private UnknownReason$() {}

    @Override
    public String toErrorString() {
        return "UnknownReason";
    }

    private Object readResolve() {
        return MODULE$;
    }

    @Override
    public String toString() {
        return "UnknownReason";
    }
}

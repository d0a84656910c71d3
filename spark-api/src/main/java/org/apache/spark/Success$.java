// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** The task did its work. */
public final class Success$ implements TaskEndReason, Serializable {

    /** The only instance. */
    public static final Success$ MODULE$ = new Success$();

    private Success$() {}

    private Object readResolve() {
        return MODULE$;
    }

    @Override
    public String toString() {
        return "Success";
    }
}

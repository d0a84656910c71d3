// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import java.io.Serializable;

/** The job did its work. */
public final class JobSucceeded$ implements JobResult, Serializable {

    /** The only instance. */
    public static final JobSucceeded$ MODULE$ = new JobSucceeded$();

    private JobSucceeded$() {}

    private Object readResolve() {
        return MODULE$;
    }

    @Override
    public String toString() {
        return "JobSucceeded";
    }
}

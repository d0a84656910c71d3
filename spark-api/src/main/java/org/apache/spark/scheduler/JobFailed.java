// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.scheduler;

import org.apache.spark.util.CaseClass;

/** The job failed. */
public class JobFailed extends CaseClass implements JobResult {

    private final Exception exception;

    public JobFailed(Exception exception) {
        this.exception = exception;
    }

    public Exception exception() {
        return exception;
    }

    @Override
    protected Object[] components() {
        return new Object[] {exception};
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.TaskEnd;

/** A map output was not where the task was told it would be. However the user's code treats it, the task reports it. */
final class FetchFailedException extends RuntimeException {
    private final transient TaskEnd.FetchFailed report;

    FetchFailedException(TaskEnd.FetchFailed report) {
        super(report.message());
        this.report = report;
    }

    TaskEnd.FetchFailed report() {
        return report;
    }
}

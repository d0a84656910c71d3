// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import ember.model.JobOutcome;
import ember.observe.json.JsonOut;

/** How a job ended, in Spark's event log: cancelled jobs have failed, with a message of their own. */
final class JobResultJson {
    private JobResultJson() {}

    static void write(JsonOut out, JobOutcome outcome) {
        out.object("Job Result");
        String failure = outcome.match(FAILURE);
        out.field("Result", failure.isEmpty() ? "JobSucceeded" : "JobFailed");
        if (!failure.isEmpty()) {
            out.object("Exception");
            out.field("Message", failure);
            out.array("Stack Trace");
            out.endArray();
            out.end();
        }
        out.end();
    }

    /** The message of a job that did not succeed; empty: it did. */
    private static final JobOutcome.Cases<String> FAILURE = new JobOutcome.Cases<>() {
        @Override
        public String succeeded(JobOutcome.Succeeded outcome) {
            return "";
        }

        @Override
        public String aborted(JobOutcome.Aborted outcome) {
            return outcome.message();
        }

        @Override
        public String cancelled(JobOutcome.Cancelled outcome) {
            return outcome.shutDown() ? outcome.message() : "[SPARK_JOB_CANCELLED] " + outcome.message();
        }
    };
}

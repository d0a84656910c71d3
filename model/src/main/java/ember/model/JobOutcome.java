// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import org.jspecify.annotations.Nullable;

/** How a job ended. */
public sealed interface JobOutcome {
    /** Every requested output was delivered. */
    Succeeded SUCCEEDED = new Succeeded();

    <R> R match(Cases<R> cases);

    /** One answer for each way to end. */
    interface Cases<R> {
        R succeeded(Succeeded outcome);

        R aborted(Aborted outcome);

        R cancelled(Cancelled outcome);
    }

    /** Every requested output was delivered. */
    record Succeeded() implements JobOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.succeeded(this);
        }
    }

    /**
     * One of its stages could not be completed.
     *
     * @param message Spark's message, beginning with {@code Job aborted due to stage failure: }
     * @param cause the last exception of the user's code, if one is to blame
     */
    record Aborted(String message, @Nullable Throwable cause) implements JobOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.aborted(this);
        }
    }

    /**
     * Somebody asked for it, or the engine stopped.
     *
     * @param message Spark's message, such as {@code Job 3 cancelled part of cancelled job group nightly}
     * @param shutDown whether the engine stopped (Spark then throws without its condition {@code SPARK_JOB_CANCELLED})
     */
    record Cancelled(String message, boolean shutDown) implements JobOutcome {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.cancelled(this);
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

/** The states of a job that may be asked for. The names are Spark's; {@code UNKNOWN} is none's. */
enum JobStatusName {
    RUNNING,
    SUCCEEDED,
    FAILED,
    UNKNOWN
}

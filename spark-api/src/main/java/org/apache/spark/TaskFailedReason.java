// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

/** Why a task attempt did not succeed. */
public interface TaskFailedReason extends TaskEndReason {

    /** The reason in words, as logs, the UI and the messages of failed jobs show it. */
    String toErrorString();

    /** Whether it brings the task nearer to the limit of failures at which the job fails. */
    default boolean countTowardsTaskFailures() {
        return true;
    }
}

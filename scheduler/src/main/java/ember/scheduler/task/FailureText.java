// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import org.jspecify.annotations.Nullable;

/** Spark's words for attempts that failed. */
final class FailureText {
    private FailureText() {}

    /** An attempt that failed. */
    static String lost(RunningTask task) {
        return "Lost " + task.attempt().label() + " (" + task.attempt().host() + " executor "
                + task.attempt().executor() + "): " + task.end().errorString();
    }

    /** An attempt that failed as every other would. */
    static String hopeless(TaskAttempt attempt, TaskEnd.Threw threw) {
        return threw.retry() == TaskEnd.Retry.RESULT_NOT_SERIALIZABLE
                ? attempt.label() + " had a not serializable result: " + threw.message()
                : "Task " + attempt.index() + "." + attempt.attemptNumber() + " in stage " + attempt.stageId() + "."
                        + attempt.stageAttempt() + " (TID " + attempt.taskId() + ") can not write to output file: "
                        + threw.message();
    }

    /** A task whose last attempt was one too many. */
    static String failedTooOften(RunningTask task, int maxFailures) {
        TaskAttempt attempt = task.attempt();
        return "Task " + attempt.index() + " in stage " + attempt.stageId() + "." + attempt.stageAttempt() + " failed "
                + maxFailures + " times, most recent failure: " + lost(task) + "\nDriver stacktrace:";
    }

    /**
     * A task that may run on no executor that is alive.
     *
     * @param latest the set's attempt that failed last; null: none of this set did
     */
    static String excludedEverywhere(TaskSet set, int index, @Nullable RunningTask latest) {
        return "\nAborting TaskSet " + set.stageId() + "." + set.stageAttempt() + " because task " + index
                + " (partition " + set.partition(index) + ")\n"
                + "cannot run anywhere due to node and executor excludeOnFailure.\n"
                + "Most recent failure:\n" + (latest == null ? "" : lost(latest)) + "\n\n"
                + "ExcludeOnFailure behavior can be configured via spark.excludeOnFailure.*.\n";
    }
}

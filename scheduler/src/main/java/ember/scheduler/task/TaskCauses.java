// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskEnd;
import ember.model.event.TaskCause;
import org.jspecify.annotations.Nullable;

/** Says why a task is launched, from how its attempt before ended. */
final class TaskCauses {
    private TaskCauses() {}

    /**
     * @param before the attempt before; null: there was none
     * @param failures how often the task failed so far, as far as it counts
     */
    static TaskCause of(@Nullable RunningTask before, int failures) {
        if (before == null) {
            return TaskCause.First.INSTANCE;
        }
        long taskId = before.attempt().taskId();
        String executor = before.attempt().executor();
        if (!before.hasEnded()) {
            return new TaskCause.Speculative(taskId, executor);
        }
        TaskEnd end = before.end();
        if (end instanceof TaskEnd.Succeeded) {
            return new TaskCause.Resubmitted(taskId, executor);
        }
        if (end instanceof TaskEnd.Killed killed) {
            return new TaskCause.Killed(taskId, killed.reason());
        }
        if (end instanceof TaskEnd.CommitDenied) {
            return new TaskCause.CommitDenied(taskId);
        }
        if (end instanceof TaskEnd.ExecutorLost) {
            return new TaskCause.ExecutorLost(taskId, executor);
        }
        return new TaskCause.Failed(taskId, failures, inOneLine(end));
    }

    private static String inOneLine(TaskEnd end) {
        String text = end instanceof TaskEnd.Threw threw
                ? threw.className() + (threw.message() == null ? "" : ": " + threw.message())
                : end.errorString();
        int lineEnd = text.indexOf('\n');
        return lineEnd < 0 ? text : text.substring(0, lineEnd);
    }
}

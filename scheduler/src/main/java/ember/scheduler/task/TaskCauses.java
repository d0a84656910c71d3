// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.MapOutput;
import ember.model.TaskEnd;
import ember.model.event.TaskCause;
import org.jspecify.annotations.Nullable;

/**
 * Says why the tasks of a set are launched. A task that was launched before is launched again because of what made it pending: the end
 * of its last running attempt, or the loss of its output, which need not be the work of an attempt in this set.
 */
final class TaskCauses {
    private final int tasks;
    /** By task, while it is pending for another time. Null: none ever was, as in most sets. */
    private @Nullable TaskCause @Nullable [] ofPending;

    TaskCauses(int tasks) {
        this.tasks = tasks;
    }

    /** A task is pending again since its last running attempt ended; it failed so often so far, as far as that counts. */
    void failed(RunningTask last, int failures) {
        note(last.attempt().index(), ofEnd(last, failures));
    }

    /** A task is pending again since its output is gone. */
    void outputLost(int index, MapOutput lost) {
        note(index, new TaskCause.Resubmitted(lost.writer(), lost.executor()));
    }

    private void note(int index, TaskCause cause) {
        if (ofPending == null) {
            ofPending = new TaskCause[tasks];
        }
        ofPending[index] = cause;
    }

    /**
     * A task is launched.
     *
     * @param running an attempt of it that runs, beside which it gets a copy; null: none
     */
    TaskCause of(int index, @Nullable RunningTask running) {
        if (running != null) {
            return new TaskCause.Speculative(
                    running.attempt().taskId(), running.attempt().executor());
        }
        TaskCause noted = ofPending == null ? null : ofPending[index];
        if (ofPending == null || noted == null) {
            return TaskCause.First.INSTANCE;
        }
        ofPending[index] = null;
        return noted;
    }

    private static TaskCause ofEnd(RunningTask before, int failures) {
        long taskId = before.attempt().taskId();
        TaskEnd end = before.end();
        if (end instanceof TaskEnd.Killed killed) {
            return new TaskCause.Killed(taskId, killed.reason());
        }
        if (end instanceof TaskEnd.CommitDenied) {
            return new TaskCause.CommitDenied(taskId);
        }
        if (end instanceof TaskEnd.ExecutorLost) {
            return new TaskCause.ExecutorLost(taskId, before.attempt().executor());
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

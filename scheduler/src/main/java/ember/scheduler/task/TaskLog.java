// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;

/** Spark's log lines about tasks. Each is built only if it is wanted. */
final class TaskLog {
    private static final String SCHEDULER = "TaskSchedulerImpl";
    private static final String MANAGER = "TaskSetManager";

    private final Outbox outbox;

    TaskLog(Outbox outbox) {
        this.outbox = outbox;
    }

    void submitted(TaskSet set) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(
                    LogLevel.INFO,
                    SCHEDULER,
                    "Adding task set " + id(set) + " with " + set.size() + " tasks resource profile 0");
        }
    }

    void removed(TaskSet set) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(
                    LogLevel.INFO,
                    SCHEDULER,
                    "Removed TaskSet " + id(set) + " whose tasks have all completed, from pool "
                            + set.turn().pool.name());
        }
    }

    void cancelling(int stageId, String reason) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(LogLevel.INFO, SCHEDULER, "Canceling stage " + stageId);
            outbox.log(LogLevel.INFO, SCHEDULER, "Killing all running tasks in stage " + stageId + ": " + reason);
        }
    }

    void cancelled(TaskSet set) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(LogLevel.INFO, SCHEDULER, "Stage " + id(set) + " was cancelled");
        }
    }

    void executorLost(String executor, String host, String reason) {
        outbox.log(LogLevel.ERROR, SCHEDULER, "Lost executor " + executor + " on " + host + ": " + reason);
    }

    void launched(TaskAttempt attempt) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(
                    LogLevel.INFO,
                    MANAGER,
                    "Starting " + attempt.label() + " (" + attempt.host() + ",executor " + attempt.executor()
                            + ", partition " + attempt.partition() + ", " + attempt.locality() + ")");
        }
    }

    void ended(RunningTask task) {
        TaskEnd end = task.end();
        if (end instanceof TaskEnd.Succeeded) {
            finished(task);
            return;
        }
        if (end instanceof TaskEnd.Threw threw && !isNews(task, threw)) {
            return;
        }
        boolean unrelated = end instanceof TaskEnd.ExecutorLost lost && !lost.causedByApp();
        LogLevel level = unrelated ? LogLevel.INFO : LogLevel.WARN;
        if (outbox.logs(level)) {
            outbox.log(level, MANAGER, TaskSet.lostLine(task));
        }
    }

    /** Whether an exception is to be told in full; if not, it is told in short. */
    private boolean isNews(RunningTask task, TaskEnd.Threw threw) {
        String description = threw.className() + " (" + threw.message() + ")";
        int duplicates = task.taskSet().repeatedFailures().duplicates(description, task.finishTimeMillis());
        if (duplicates > 0 && outbox.logs(LogLevel.INFO)) {
            TaskAttempt attempt = task.attempt();
            outbox.log(
                    LogLevel.INFO,
                    MANAGER,
                    "Lost " + attempt.label() + " on " + attempt.host() + ", executor " + attempt.executor() + ": "
                            + description + " [duplicate " + duplicates + "]");
        }
        return duplicates == 0;
    }

    void givenUp(TaskSet set, int index, int failures) {
        outbox.log(
                LogLevel.ERROR,
                MANAGER,
                "Task " + index + " in stage " + id(set) + " failed " + failures + " times; aborting job");
    }

    private void finished(RunningTask task) {
        if (outbox.logs(LogLevel.INFO)) {
            TaskSet set = task.taskSet();
            TaskAttempt attempt = task.attempt();
            outbox.log(
                    LogLevel.INFO,
                    MANAGER,
                    "Finished " + attempt.label() + " in " + task.durationMillis() + " ms on " + attempt.host()
                            + " (executor " + attempt.executor() + ") (" + (set.size() - set.unfinished()) + "/"
                            + set.size() + ")");
        }
    }

    private static String id(TaskSet set) {
        return set.stageId() + "." + set.stageAttempt();
    }
}

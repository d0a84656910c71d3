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
                    "Removed TaskSet " + id(set) + " whose tasks have all completed, from pool default");
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
        boolean unrelated = end instanceof TaskEnd.ExecutorLost lost && !lost.causedByApp();
        LogLevel level = unrelated ? LogLevel.INFO : LogLevel.WARN;
        if (outbox.logs(level)) {
            outbox.log(level, MANAGER, TaskSet.lostLine(task));
        }
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

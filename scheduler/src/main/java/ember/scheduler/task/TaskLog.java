// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskLocality;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import java.util.List;

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

    boolean showsLevels() {
        return outbox.logs(LogLevel.DEBUG);
    }

    void starving() {
        outbox.log(
                LogLevel.WARN,
                SCHEDULER,
                "Initial job has not accepted any resources; check your cluster UI to ensure that workers are registered and"
                        + " have sufficient resources");
    }

    void validLevels(TaskSet set, List<TaskLocality> levels) {
        if (outbox.logs(LogLevel.DEBUG)) {
            StringBuilder names = new StringBuilder();
            for (TaskLocality level : levels) {
                names.append(names.length() == 0 ? "" : ", ").append(level);
            }
            outbox.log(LogLevel.DEBUG, MANAGER, "Valid locality levels for TaskSet " + id(set) + ": " + names);
        }
    }

    void waited(TaskLocality next, long millis) {
        if (outbox.logs(LogLevel.DEBUG)) {
            outbox.log(LogLevel.DEBUG, MANAGER, "Moving to " + next + " after waiting for " + millis + "ms");
        }
    }

    void nothingLeft(TaskLocality level, TaskLocality next) {
        if (outbox.logs(LogLevel.DEBUG)) {
            outbox.log(
                    LogLevel.DEBUG,
                    MANAGER,
                    "No tasks for locality level " + level + ", so moving to locality level " + next);
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

    /** Tells the end of an attempt, after its set took it in. */
    void ended(RunningTask task, Consequence consequence, int maxFailures) {
        TaskSet set = task.taskSet();
        switch (consequence) {
            case FINISHED -> finished(task);
            case FINISHED_BEFORE ->
                info("Ignoring task-finished event for ", task, " because it has already completed successfully");
            case HOPELESS -> hopeless(task);
            case GIVEN_UP -> {
                lost(task);
                outbox.log(
                        LogLevel.ERROR,
                        MANAGER,
                        "Task " + task.attempt().index() + " in stage " + id(set) + " failed " + maxFailures
                                + " times; aborting job");
            }
            case NOT_TRIED_AGAIN -> {
                lost(task);
                info(
                        "",
                        task,
                        " failed, but the task will not be re-executed (either because the task failed with a shuffle"
                                + " data fetch failure, so the previous stage needs to be re-run, or because a"
                                + " different copy of the task has already succeeded).");
            }
            case TRIED_AGAIN -> lost(task);
        }
    }

    /** An end was told of an attempt that does not run. */
    void ignored(long taskId, TaskEnd end) {
        String state = end instanceof TaskEnd.Succeeded
                ? "FINISHED"
                : end instanceof TaskEnd.Killed || end instanceof TaskEnd.CommitDenied ? "KILLED" : "FAILED";
        outbox.log(
                LogLevel.ERROR,
                SCHEDULER,
                "Ignoring update with state " + state + " for TID " + taskId + " because its task set is gone (this is"
                        + " likely the result of receiving duplicate task finished status updates) or its executor has"
                        + " been marked as failed.");
    }

    private void info(String before, RunningTask task, String after) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(LogLevel.INFO, MANAGER, before + task.attempt().label() + after);
        }
    }

    private void hopeless(RunningTask task) {
        if (task.end() instanceof TaskEnd.Threw threw) {
            outbox.log(LogLevel.ERROR, MANAGER, FailureText.hopeless(task.attempt(), threw) + "; not retrying");
        }
    }

    private void lost(RunningTask task) {
        TaskEnd end = task.end();
        if (end instanceof TaskEnd.ExecutorLost lost && !lost.causedByApp()) {
            if (outbox.logs(LogLevel.INFO)) {
                outbox.log(
                        LogLevel.INFO,
                        MANAGER,
                        "Task " + task.attempt().taskId()
                                + " failed because while it was being computed, its executor exited for a reason"
                                + " unrelated to the task. Not counting this failure towards the maximum number of"
                                + " failures for the task.");
            }
        } else if (!(end instanceof TaskEnd.Threw threw) || isNews(task, threw)) {
            outbox.log(LogLevel.WARN, MANAGER, FailureText.lost(task));
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

    /** The results of a set are larger in all than the driver takes. */
    void tooLarge(String reason) {
        outbox.log(LogLevel.ERROR, MANAGER, reason);
    }

    /** A running attempt is no longer needed. */
    void killing(RunningTask loser, RunningTask winner) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(
                    LogLevel.INFO,
                    MANAGER,
                    "Killing attempt " + loser.attempt().attemptNumber() + " for "
                            + loser.attempt().label() + " on " + loser.attempt().host() + " as the attempt "
                            + winner.attempt().attemptNumber() + " succeeded on "
                            + winner.attempt().host());
        }
    }

    /** A task was marked for a second copy, the nth that waits for one. */
    void slow(TaskAttempt attempt, double thresholdMillis, int waiting) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(
                    LogLevel.INFO,
                    MANAGER,
                    "Marking task " + attempt.index() + " in stage " + attempt.stageId() + "." + attempt.stageAttempt()
                            + " (on " + attempt.host() + ") as speculatable because it ran more than "
                            + Math.round(thresholdMillis) + " ms(" + waiting
                            + " speculatable tasks in this taskset now)");
        }
    }

    /** Somebody wants an attempt to end. */
    void killRequested(long taskId, String reason, boolean runs) {
        if (outbox.logs(LogLevel.INFO)) {
            outbox.log(LogLevel.INFO, SCHEDULER, "Killing task " + taskId + ": " + reason);
        }
        if (!runs) {
            outbox.log(
                    LogLevel.WARN,
                    SCHEDULER,
                    "Could not kill task " + taskId + " because no task with that ID was found.");
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

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskAttempt;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.LogLevel;
import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Lets the tasks of a barrier stage attempt wait for each other.
 *
 * <p>The syncs of an attempt are numbered by their <i>epoch</i>, from 0. One is over when all tasks have asked for it: then all are
 * answered. It fails for those that wait if tasks call different methods, or if some have not come in time; after the latter it may be
 * tried again. What is known of an attempt is dropped with its task set.
 */
final class BarrierCoordinator {
    private static final String LOGGER = "BarrierCoordinator";
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final long timeoutNanos;
    private final Outbox outbox;
    /** By stage and attempt. */
    private final Map<Long, Sync> syncs = new TreeMap<>();

    /** @param timeoutNanos how long the first task of a sync waits for the last */
    BarrierCoordinator(long timeoutNanos, Outbox outbox) {
        this.timeoutNanos = timeoutNanos;
        this.outbox = outbox;
    }

    /** What is known of one stage attempt. */
    private static final class Sync {
        private final String name;
        private final @Nullable RunningTask[] waiting;
        private final @Nullable String[] messages;
        private int epoch;
        private int arrived;
        private long deadlineNanos = NEVER;
        private SchedulerEvent.@Nullable BarrierReached first;
        /** Why no sync of this attempt can succeed any more; null: it can. */
        private @Nullable String broken;

        private Sync(TaskSet set) {
            name = "Stage " + set.stageId() + " (Attempt " + set.stageAttempt() + ")";
            waiting = new RunningTask[set.size()];
            messages = new String[set.size()];
        }

        private void begin(SchedulerEvent.BarrierReached request, long deadline) {
            first = request;
            deadlineNanos = deadline;
        }

        private void end() {
            Arrays.fill(waiting, null);
            Arrays.fill(messages, null);
            arrived = 0;
            first = null;
            deadlineNanos = NEVER;
        }
    }

    /** A running task of a barrier set waits for the others. */
    void reached(RunningTask task, SchedulerEvent.BarrierReached request, long nowNanos) {
        TaskSet set = task.taskSet();
        Sync sync = syncs.computeIfAbsent(key(set), key -> new Sync(set));
        if (outbox.logs(LogLevel.INFO)) {
            info("Current barrier epoch for " + sync.name + " is " + sync.epoch + ".");
        }
        if (sync.broken != null) {
            refuse(task, sync.broken);
        } else if (request.epoch() != sync.epoch) {
            refuse(
                    task,
                    "The request to sync of " + sync.name + " with barrier epoch " + request.epoch()
                            + " has already finished. Maybe task " + request.taskId() + " is not properly killed.");
        } else {
            join(sync, task, request, nowNanos);
        }
    }

    private void join(Sync sync, RunningTask task, SchedulerEvent.BarrierReached request, long nowNanos) {
        SchedulerEvent.BarrierReached first = sync.first;
        if (first == null) {
            sync.begin(request, nowNanos > NEVER - timeoutNanos ? NEVER : nowNanos + timeoutNanos);
        } else if (first.method() != request.method()) {
            sync.broken = "Different barrier sync types found for the sync " + sync.name + ": " + first.method() + ", "
                    + request.method() + ". Please use the same barrier sync type within a single sync.";
            refuse(task, sync.broken);
            answerAll(sync, List.of(), sync.broken);
            return;
        }
        int index = task.attempt().index();
        if (sync.waiting[index] == null) {
            sync.arrived++;
        }
        sync.waiting[index] = task;
        sync.messages[index] = request.message();
        if (outbox.logs(LogLevel.INFO)) {
            info("Barrier sync epoch " + sync.epoch + " from " + sync.name + " received update from Task "
                    + request.taskId() + ", current progress: " + sync.arrived + "/" + sync.waiting.length + ".");
        }
        if (sync.arrived == sync.waiting.length) {
            complete(sync);
        }
    }

    private void complete(Sync sync) {
        if (outbox.logs(LogLevel.INFO)) {
            info("Barrier sync epoch " + sync.epoch + " from " + sync.name
                    + " received all updates from tasks, finished successfully.");
        }
        List<@Nullable String> messages = Collections.unmodifiableList(Arrays.asList(sync.messages.clone()));
        answerAll(sync, messages, null);
        sync.epoch++;
    }

    private void answerAll(Sync sync, List<@Nullable String> messages, @Nullable String failure) {
        for (@Nullable RunningTask task : sync.waiting) {
            if (task != null && !task.hasEnded()) {
                answer(task, messages, failure);
            }
        }
        sync.end();
    }

    private void refuse(RunningTask task, String reason) {
        answer(task, List.of(), reason);
    }

    private void answer(RunningTask task, List<@Nullable String> messages, @Nullable String failure) {
        TaskAttempt attempt = task.attempt();
        outbox.add(new Effect.AnswerBarrier(attempt.taskId(), attempt.executor(), messages, failure));
    }

    /** Fails the syncs for which some tasks have not come in time. */
    void expire(long nowNanos) {
        if (syncs.isEmpty()) {
            return;
        }
        for (Sync sync : syncs.values()) {
            if (sync.deadlineNanos <= nowNanos) {
                answerAll(
                        sync,
                        List.of(),
                        "The coordinator didn't get all barrier sync requests for barrier epoch " + sync.epoch
                                + " from " + sync.name + " within " + timeoutNanos / NANOS_PER_SECOND + " second(s).");
            }
        }
    }

    /** When {@link #expire} has something to do; the largest number: never. */
    long nextDeadlineNanos() {
        long next = NEVER;
        for (Sync sync : syncs.values()) {
            next = Math.min(next, sync.deadlineNanos);
        }
        return next;
    }

    /** Nothing of this set runs any more. */
    void forget(TaskSet set) {
        if (set.isBarrier()) {
            syncs.remove(key(set));
        }
    }

    boolean isEmpty() {
        return syncs.isEmpty();
    }

    /** How many stage attempts are known; no more than there are barrier sets. */
    int size() {
        return syncs.size();
    }

    private static long key(TaskSet set) {
        return (long) set.stageId() << 32 | set.stageAttempt();
    }

    private void info(String line) {
        outbox.log(LogLevel.INFO, LOGGER, line);
    }

    long fingerprint() {
        long hash = 0;
        for (Map.Entry<Long, Sync> sync : syncs.entrySet()) {
            hash = hash * 31 + sync.getKey();
            hash = hash * 31 + sync.getValue().epoch;
            hash = hash * 31 + sync.getValue().arrived;
        }
        return hash;
    }
}

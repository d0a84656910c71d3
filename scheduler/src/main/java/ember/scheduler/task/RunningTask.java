// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.event.TaskCause;
import ember.model.event.TaskInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A launched task attempt: while it runs, and as long as its task set remembers how it ended. */
public final class RunningTask {
    private final TaskAttempt attempt;
    private final TaskSet taskSet;
    private final SlotTable.Slots slots;
    private final long launchTimeMillis;
    private final TaskCause cause;
    private @Nullable RunningTask previous;
    private @Nullable TaskEnd end;
    private long finishTimeMillis;
    /** Where its executor's list has it. */
    int positionThere;

    RunningTask(TaskAttempt attempt, TaskSet taskSet, SlotTable.Slots slots, long launchTimeMillis, TaskCause cause) {
        this.attempt = attempt;
        this.taskSet = taskSet;
        this.slots = slots;
        this.launchTimeMillis = launchTimeMillis;
        this.cause = cause;
    }

    public TaskAttempt attempt() {
        return attempt;
    }

    public TaskSet taskSet() {
        return taskSet;
    }

    SlotTable.Slots slots() {
        return slots;
    }

    /** The attempt of the same task that was launched before this one; null: this was the first. */
    @Nullable
    RunningTask previous() {
        return previous;
    }

    void follows(@Nullable RunningTask earlier) {
        previous = earlier;
    }

    void ended(TaskEnd how, long nowMillis) {
        if (end != null) {
            throw new IllegalStateException(attempt.label() + " ended twice");
        }
        end = how;
        finishTimeMillis = nowMillis;
    }

    /** How it ended: not always as the executor said, for a result may be refused. */
    public TaskEnd end() {
        TaskEnd known = end;
        if (known == null) {
            throw new IllegalStateException(attempt.label() + " has not ended");
        }
        return known;
    }

    /** What it brought was handed on: a large result must not live as long as its stage, nor what accumulators gathered. */
    public void forgetPayload() {
        end = end().withoutPayload();
    }

    boolean hasEnded() {
        return end != null;
    }

    /** Whether it ended and brought its output. */
    public boolean succeeded() {
        return end instanceof TaskEnd.Succeeded;
    }

    /** Milliseconds since the epoch. */
    long launchTimeMillis() {
        return launchTimeMillis;
    }

    /** Milliseconds since the epoch; 0: it runs. */
    long finishTimeMillis() {
        return finishTimeMillis;
    }

    long durationMillis() {
        return finishTimeMillis - launchTimeMillis;
    }

    /** As listeners see it now. */
    public TaskInfo info() {
        boolean killed = end instanceof TaskEnd.Killed || end instanceof TaskEnd.CommitDenied;
        boolean failed = end != null && !killed && !(end instanceof TaskEnd.Succeeded);
        return new TaskInfo(attempt, launchTimeMillis, 0, finishTimeMillis, failed, killed, List.of(), cause);
    }
}

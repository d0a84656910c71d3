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
    /** Null: the first attempt of its task, as most are. */
    private @Nullable Relaunch relaunch;

    private @Nullable TaskEnd end;
    /** An {@code int} is enough for 24 days, and there are as many of these as there are tasks. */
    private int durationMillis;
    /** Where its executor's list has it. */
    int positionThere;

    /** Which attempt was launched before this one, and why that was not enough. */
    private record Relaunch(RunningTask previous, TaskCause cause) {}

    RunningTask(TaskAttempt attempt, TaskSet taskSet, SlotTable.Slots slots, long launchTimeMillis) {
        this.attempt = attempt;
        this.taskSet = taskSet;
        this.slots = slots;
        this.launchTimeMillis = launchTimeMillis;
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
        return relaunch == null ? null : relaunch.previous();
    }

    /** It is not the first attempt of its task. */
    void follows(RunningTask earlier, TaskCause cause) {
        relaunch = new Relaunch(earlier, cause);
    }

    void ended(TaskEnd how, long nowMillis) {
        if (end != null) {
            throw new IllegalStateException(attempt.label() + " ended twice");
        }
        end = how;
        durationMillis = (int) Math.min(nowMillis - launchTimeMillis, Integer.MAX_VALUE);
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
        return end == null ? 0 : launchTimeMillis + durationMillis;
    }

    long durationMillis() {
        return durationMillis;
    }

    /** As listeners see it now. */
    public TaskInfo info() {
        boolean killed = end instanceof TaskEnd.Killed || end instanceof TaskEnd.CommitDenied;
        boolean failed = end != null && !killed && !(end instanceof TaskEnd.Succeeded);
        TaskCause cause = relaunch == null ? TaskCause.First.INSTANCE : relaunch.cause();
        return new TaskInfo(attempt, launchTimeMillis, 0, finishTimeMillis(), failed, killed, List.of(), cause);
    }
}

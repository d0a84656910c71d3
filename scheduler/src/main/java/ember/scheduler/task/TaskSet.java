// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskEnd;
import ember.model.TaskKind;
import ember.model.TaskLocation;
import ember.model.event.TaskCause;
import ember.scheduler.effect.TaskPayload;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one stage attempt, one for each output that is missing.
 *
 * <p>A set is a <i>zombie</i> once it launches nothing any more: everything is done, it was aborted or cancelled, an input was lost, or
 * a newer attempt of its stage took over. It is forgotten when it is a zombie and none of its attempts runs.
 */
public final class TaskSet {
    private final int stageId;
    private final int stageAttempt;
    private final TaskKind kind;
    private final int priority;
    private final int[] partitions;
    private final int[] outputIds;
    private TaskPayload payload;
    private final boolean barrier;
    private final List<List<TaskLocation>> locations;

    private PendingTasks pending;
    private final @Nullable RunningTask[] latest;
    private final BitSet successful;
    private final FailureCounts failures;
    private final ResultSizes results = new ResultSizes();
    private int running;
    // Counted, not recomputed: a set may have 400,000 tasks.
    private int unfinished;
    private boolean zombie;
    private @Nullable Abort abort;
    private @Nullable SlowTasks slowTasks;
    private @Nullable TaskSetExclusions exclusions;
    private final RepeatedFailures repeatedFailures = new RepeatedFailures();
    private final TaskCauses causes;
    private @Nullable LocalityWait localityWait;
    private Pool.@Nullable Turn turn;

    /**
     * @param priority id of the job it is submitted for: lower ids go first
     * @param partitions for each task the partition it computes; kept, not copied: nobody may write to it any more
     * @param outputIds for each task what its output is for, rising; kept as well, may be the same array
     * @param locations for each task where it should run; empty: no task has a preference
     * @param barrier whether all tasks must start together and fail together
     */
    public TaskSet(
            int stageId,
            int stageAttempt,
            TaskKind kind,
            int priority,
            int[] partitions,
            int[] outputIds,
            List<List<TaskLocation>> locations,
            Object work,
            List<MapOutputs> inputs,
            Map<String, String> properties,
            boolean barrier) {
        this.stageId = stageId;
        this.stageAttempt = stageAttempt;
        this.kind = kind;
        this.priority = priority;
        this.partitions = partitions;
        this.outputIds = outputIds;
        this.payload = new TaskPayload(work, inputs, properties, List.of());
        this.barrier = barrier;
        this.locations = locations;
        this.pending = new PendingTasks(partitions.length, locations);
        this.latest = new RunningTask[partitions.length];
        this.successful = new BitSet(partitions.length);
        this.failures = new FailureCounts(partitions.length);
        this.causes = new TaskCauses(partitions.length);
        this.unfinished = partitions.length;
    }

    public int stageId() {
        return stageId;
    }

    public int stageAttempt() {
        return stageAttempt;
    }

    public TaskKind kind() {
        return kind;
    }

    /** As Spark names it in its log, such as {@code TaskSet_1.0}. */
    String name() {
        return "TaskSet_" + stageId + "." + stageAttempt;
    }

    int priority() {
        return priority;
    }

    int size() {
        return partitions.length;
    }

    int partition(int index) {
        return partitions[index];
    }

    int outputId(int index) {
        return outputIds[index];
    }

    /** How often a task was launched. */
    int launches(int index) {
        RunningTask last = latest[index];
        return last == null ? 0 : last.attempt().attemptNumber() + 1;
    }

    /** What its tasks are launched with now. */
    TaskPayload payload() {
        return payload;
    }

    Map<String, String> properties() {
        return payload.properties();
    }

    PendingTasks pending() {
        return pending;
    }

    /** No task was launched although some were taken off the pending ones: all are pending again, in their first order. */
    void restorePending() {
        pending = new PendingTasks(partitions.length, locations);
    }

    /** All tasks are about to start, at these addresses, by index. */
    void startsAt(List<String> addresses) {
        payload = payload.withBarrierAddresses(addresses);
    }

    /** Whether all tasks must start together and fail together. */
    public boolean isBarrier() {
        return barrier;
    }

    boolean isZombie() {
        return zombie;
    }

    /** Whether it has something to launch: a task, or a second copy of one. */
    boolean isSchedulable() {
        return !zombie
                && (pending.count() > 0
                        || (slowTasks != null && slowTasks.waiting().count() > 0));
    }

    boolean isDone() {
        return zombie && running == 0;
    }

    int running() {
        return running;
    }

    int unfinished() {
        return unfinished;
    }

    /** How long it waits for places near its data; null: not at all. */
    @Nullable
    LocalityWait localityWait() {
        return localityWait;
    }

    void waitForLocality(LocalityWait wait) {
        localityWait = wait;
    }

    /** It takes its turns in a pool from now on. */
    void enter(Pool.Turn place) {
        turn = place;
    }

    Pool.Turn turn() {
        Pool.Turn known = turn;
        if (known == null) {
            throw new IllegalStateException(name() + " is in no pool");
        }
        return known;
    }

    RepeatedFailures repeatedFailures() {
        return repeatedFailures;
    }

    /** Which tasks run too long; null: there are no second copies in this set. */
    @Nullable
    SlowTasks slowTasks() {
        return slowTasks;
    }

    /** From now on tasks of this set may get second copies. */
    void watchSlowTasks(SlowTasks watcher) {
        slowTasks = watcher;
    }

    /** Where its tasks failed; null: that does not matter. */
    @Nullable
    TaskSetExclusions exclusions() {
        return exclusions;
    }

    /** From now on it matters where its tasks fail. */
    void watchFailures(TaskSetExclusions watcher) {
        exclusions = watcher;
    }

    boolean isSuccessful(int index) {
        return successful.get(index);
    }

    /** The attempt of a task that was launched last, from which one comes to the earlier ones; null: never launched. */
    @Nullable
    RunningTask latest(int index) {
        return latest[index];
    }

    /** The attempt of a task that runs, the newer if there are two; null: none. */
    @Nullable
    RunningTask runningAttempt(int index) {
        RunningTask task = latest[index];
        while (task != null && task.hasEnded()) {
            task = task.previous();
        }
        return task;
    }

    /** The position of the task that makes an output; negative: not in this set. */
    int indexOf(int outputId) {
        return Arrays.binarySearch(outputIds, outputId);
    }

    /** How the set must be given up; null: it need not. Each is told once. */
    public @Nullable Abort takeAbort() {
        Abort taken = abort;
        abort = null;
        return taken;
    }

    void refreshInput(MapOutputs newer) {
        payload = payload.withInput(newer);
    }

    void becomeZombie() {
        zombie = true;
    }

    void launched(RunningTask task) {
        int index = task.attempt().index();
        RunningTask earlier = latest[index];
        TaskCause cause = causes.of(index, runningAttempt(index));
        if (earlier != null) {
            task.follows(earlier, cause);
        }
        latest[index] = task;
        running++;
        if (slowTasks != null) {
            slowTasks.launched(task);
        }
    }

    /** The output was made by another attempt of the stage: the task need not run, though it may be running. */
    void outputMade(int index) {
        if (!successful.get(index)) {
            pending.remove(index);
            succeed(index);
            if (slowTasks != null) {
                slowTasks.outputMade(index);
            }
        }
    }

    /** A task's output is lost, whoever made it, while the set still runs: the task must run again. */
    boolean outputLost(int index, MapOutput lost) {
        if (zombie || !successful.get(index)) {
            return false;
        }
        successful.clear(index);
        unfinished++;
        if (runningAttempt(index) == null) {
            pending.add(index);
            causes.outputLost(index, lost);
        }
        return true;
    }

    /**
     * Adds the result of a task. Map outputs do not count.
     *
     * @return why the set is given up, for its results are more than the driver takes; null: they are not
     */
    @Nullable
    String addResult(long bytes, long maxResultBytes) {
        if (kind == TaskKind.SHUFFLE_MAP_TASK) {
            return null;
        }
        String refusal = results.add(bytes, maxResultBytes);
        if (refusal != null) {
            abort(refusal, null);
        }
        return refusal;
    }

    /** Takes in the end of an attempt. */
    Consequence ended(RunningTask task, int maxFailures) {
        running--;
        Consequence consequence = consequence(task, maxFailures);
        if (slowTasks != null) {
            slowTasks.ended(task);
        }
        return consequence;
    }

    private Consequence consequence(RunningTask task, int maxFailures) {
        int index = task.attempt().index();
        TaskEnd end = task.end();
        if (end instanceof TaskEnd.Succeeded) {
            if (successful.get(index)) {
                return Consequence.FINISHED_BEFORE;
            }
            pending.remove(index);
            succeed(index);
            return Consequence.FINISHED;
        }
        if (end instanceof TaskEnd.FetchFailed) {
            // Its stage runs again as a whole, for what is missing: this set has nothing more to try.
            if (!successful.get(index)) {
                succeed(index);
            }
            zombie = true;
            return Consequence.NOT_TRIED_AGAIN;
        }
        if (end instanceof TaskEnd.Threw threw && threw.retry() != TaskEnd.Retry.ALLOWED) {
            if (!zombie && !successful.get(index)) {
                abort(FailureText.hopeless(task.attempt(), threw), threw.exception());
            }
            return Consequence.HOPELESS;
        }
        if (exclusions != null && !zombie && FailureCounts.counts(end)) {
            exclusions.failed(task);
        }
        if (successful.get(index)) {
            return Consequence.NOT_TRIED_AGAIN;
        }
        if (barrier) {
            // Its stage runs again as a whole, or not at all.
            zombie = true;
            return Consequence.NOT_TRIED_AGAIN;
        }
        if (zombie) {
            return Consequence.TRIED_AGAIN;
        }
        if (FailureCounts.counts(end) && failures.add(index) >= maxFailures) {
            abort(
                    FailureText.failedTooOften(task, maxFailures),
                    end instanceof TaskEnd.Threw threw ? threw.exception() : null);
            return Consequence.GIVEN_UP;
        }
        if (runningAttempt(index) == null) {
            pending.add(index);
            causes.failed(task, failures.of(index));
        }
        return Consequence.TRIED_AGAIN;
    }

    private void succeed(int index) {
        successful.set(index);
        failures.succeeded(index);
        if (--unfinished == 0) {
            zombie = true;
        }
    }

    /** Gives it up; the reason waits for {@link #takeAbort}. */
    void abort(String reason, @Nullable Throwable cause) {
        abort = new Abort(reason, cause);
        zombie = true;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import ember.model.TaskAttempt;
import ember.model.TaskEnd;
import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.Outbox;
import ember.scheduler.event.SchedulerEvent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Puts tasks onto slots and is the gate for every end: what is said of an attempt that does not run, or runs no more, stops here. So
 * nothing that comes late from a lost executor is ever believed.
 */
public final class TaskScheduler {
    private final int maxTaskFailures;
    private final long maxResultBytes;
    private final LocalityWaits localityWaits;
    private final Outbox outbox;
    private final TaskLog log;
    private final SlotTable slots;
    private final RunningTasks running = new RunningTasks();
    private final Pools pools;
    private final TaskSets sets = new TaskSets();

    private final Stragglers stragglers;
    private final Exclusions exclusions;
    private final ResourceOffers offers;
    private final StarvationWarning starvation;
    private final BarrierCoordinator barriers;

    /**
     * @param maxTaskFailures failures of one task before its set is given up
     * @param maxResultBytes results of one set in all; 0: no limit
     * @param slotsPerTask slots that one task takes
     * @param barrierTimeoutNanos how long tasks of a barrier set wait for each other
     */
    public TaskScheduler(
            int maxTaskFailures,
            long maxResultBytes,
            int slotsPerTask,
            PoolSettings pools,
            LocalityWaits localityWaits,
            SpeculationSettings speculation,
            ExclusionSettings exclusion,
            long starvationTimeoutNanos,
            long barrierTimeoutNanos,
            Outbox outbox) {
        this.maxTaskFailures = maxTaskFailures;
        this.maxResultBytes = maxResultBytes;
        this.localityWaits = localityWaits;
        this.outbox = outbox;
        this.log = new TaskLog(outbox);
        this.starvation = new StarvationWarning(starvationTimeoutNanos, log);
        this.barriers = new BarrierCoordinator(barrierTimeoutNanos, outbox);
        this.slots = new SlotTable(slotsPerTask);
        this.pools = new Pools(pools, outbox);
        this.stragglers = new Stragglers(speculation, slots, this.pools, log, outbox);
        this.exclusions = new Exclusions(exclusion, slots, outbox);
        this.offers = new ResourceOffers(slots, running, this.pools, stragglers, exclusions, log, outbox);
    }

    /** Takes in a stage attempt's tasks. Earlier sets of the stage launch nothing any more. */
    public void submitTasks(TaskSet set, long nowMillis) {
        log.submitted(set);
        starvation.begin(nowMillis);
        if (log.showsLevels()) {
            log.validLevels(set, LocalityWait.validLevels(set.pending(), slots));
        }
        if (localityWaits.areAny()) {
            set.waitForLocality(new LocalityWait(set, localityWaits, slots, log, nowMillis));
        }
        for (TaskSet earlier : sets.of(set.stageId())) {
            earlier.becomeZombie();
            pools.changed(earlier);
            forgetIfDone(earlier);
        }
        sets.add(set);
        pools.add(set);
        stragglers.watch(set);
        exclusions.watch(set);
    }

    /** An executor joined that was not alive. */
    public void executorJoined(String executor, String host, int slotCount) {
        slots.add(executor, host, slotCount);
        stragglers.executorJoined();
    }

    /** Where an alive executor lives; null: it is not alive. */
    public @Nullable String hostOf(String executor) {
        SlotTable.Slots alive = slots.get(executor);
        return alive == null ? null : alive.host;
    }

    /** Whether the executor is alive. */
    public boolean isAlive(String executor) {
        return slots.get(executor) != null;
    }

    /** An executor is gone: everything that ran there ended. Those attempts are returned by task id. */
    public List<RunningTask> executorLost(String executor, String reason, boolean causedByApp, long nowMillis) {
        SlotTable.Slots lost = slots.remove(executor);
        if (lost == null) {
            return List.of();
        }
        log.executorLost(executor, lost.host, reason);
        exclusions.executorLost(executor);
        List<RunningTask> ended = new ArrayList<>();
        for (RunningTask task : lost.running()) {
            RunningTask known = taskEnded(
                    task.attempt().taskId(), new TaskEnd.ExecutorLost(executor, causedByApp, reason), nowMillis);
            if (known != null) {
                ended.add(known);
            }
        }
        return ended;
    }

    /** An attempt ended. Null: it is not running, and what is said of it means nothing. */
    public @Nullable RunningTask taskEnded(long taskId, TaskEnd end, long nowMillis) {
        RunningTask task = running.remove(taskId);
        if (task == null) {
            log.ignored(taskId, end);
            return null;
        }
        slots.giveBack(task.slots());
        TaskSet set = task.taskSet();
        task.ended(admit(task, end), nowMillis);
        Consequence consequence = set.ended(task, maxTaskFailures);
        pools.changed(set);
        if (task.succeeded()) {
            killOthers(task);
        }
        if (task.end() instanceof TaskEnd.FetchFailed fetch) {
            exclusions.fetchFailed(fetch, nowMillis);
        }
        log.ended(task, consequence, maxTaskFailures);
        stragglers.reconsider(set);
        forgetIfDone(set);
        return task;
    }

    /** A result that is too large, or that comes after another attempt's, is refused as if its task had been killed. */
    private TaskEnd admit(RunningTask task, TaskEnd end) {
        TaskSet set = task.taskSet();
        SlowTasks slow = set.slowTasks();
        if (slow != null && slow.isTooLate(task, end)) {
            return new TaskEnd.Killed("Finish but did not commit due to another attempt succeeded", null, null);
        }
        TaskMetrics metrics = end.metrics();
        if (end instanceof TaskEnd.Succeeded && metrics != null) {
            String refusal = set.addResult(metrics.get(TaskMetric.RESULT_SIZE), maxResultBytes);
            if (refusal != null) {
                log.tooLarge(refusal);
                return new TaskEnd.Killed(
                        "Tasks result size has exceeded maxResultSize", end.accumulatorUpdates(), metrics);
            }
        }
        return end;
    }

    /** The attempts of a task that still run when another one succeeded are not needed any more. */
    private void killOthers(RunningTask winner) {
        TaskSet set = winner.taskSet();
        SlowTasks slow = set.slowTasks();
        RunningTask other =
                slow == null ? null : set.runningAttempt(winner.attempt().index());
        if (slow != null && other != null) {
            slow.supersede(other);
            log.killing(other, winner);
            kill(other, true, "another attempt succeeded");
        }
    }

    /** What a running task has read so far. */
    public void taskProgressed(long taskId, TaskMetrics soFar, long nowMillis) {
        RunningTask task = running.get(taskId);
        if (task != null) {
            stragglers.progressed(task, soFar, nowMillis);
        }
    }

    /** An output was made by an attempt of an older set: the stage's current set need not make it. */
    public void outputMade(int stageId, int outputId) {
        TaskSet set = current(stageId);
        int index = set == null ? -1 : set.indexOf(outputId);
        if (set != null && index >= 0) {
            set.outputMade(index);
            pools.changed(set);
            forgetIfDone(set);
        }
    }

    /** A map output is lost that counted as made for the stage's current set, and it is made again. False: there is no such set or task. */
    public boolean outputLost(int stageId, MapOutput lost) {
        TaskSet set = current(stageId);
        int index = set == null ? -1 : set.indexOf(lost.mapPartition());
        if (set == null || index < 0 || !set.outputLost(index, lost)) {
            return false;
        }
        pools.changed(set);
        return true;
    }

    /** The attempt of the stage's current set that made an output, by its task id; null: none of this set did. */
    public @Nullable RunningTask maker(int stageId, int outputId, long taskId) {
        TaskSet set = current(stageId);
        int index = set == null ? -1 : set.indexOf(outputId);
        RunningTask maker = set == null || index < 0 ? null : set.latest(index);
        while (maker != null && maker.attempt().taskId() != taskId) {
            maker = maker.previous();
        }
        return maker;
    }

    /** A shuffle that the stage reads was made anew: tasks launched from now on are told the new places. */
    public void refreshInput(int stageId, MapOutputs input) {
        TaskSet set = current(stageId);
        if (set != null) {
            set.refreshInput(input);
        }
    }

    /** Asks every running attempt of a stage to end, and launches none any more. */
    public void killAllTaskAttempts(int stageId, boolean interrupt, String reason) {
        List<TaskSet> cancelled = sets.of(stageId);
        if (cancelled.isEmpty()) {
            return;
        }
        log.cancelling(stageId, reason);
        String killReason = "Stage cancelled: " + reason;
        for (TaskSet set : cancelled) {
            for (int index = 0; set.running() > 0 && index < set.size(); index++) {
                for (RunningTask task = set.latest(index); task != null; task = task.previous()) {
                    if (!task.hasEnded()) {
                        kill(task, interrupt, killReason);
                    }
                }
            }
            set.becomeZombie();
            pools.changed(set);
            log.cancelled(set);
            forgetIfDone(set);
        }
    }

    /** Asks one attempt to end; it will be tried again. Nothing if it does not run. */
    public void killTaskAttempt(long taskId, boolean interrupt, String reason) {
        RunningTask task = running.get(taskId);
        log.killRequested(taskId, reason, task != null);
        if (task != null) {
            kill(task, interrupt, reason);
        }
    }

    private void kill(RunningTask task, boolean interrupt, String reason) {
        TaskAttempt attempt = task.attempt();
        outbox.add(new Effect.KillTask(attempt.taskId(), attempt.executor(), interrupt, reason));
    }

    /** The running attempt of this id; null: none. */
    public @Nullable TaskAttempt runningAttempt(long taskId) {
        RunningTask task = running.get(taskId);
        return task == null ? null : task.attempt();
    }

    /**
     * Puts pending tasks onto free slots, set by set.
     *
     * @return the sets that were given up because a task of theirs may run on no executor that is alive
     */
    public List<TaskSet> resourceOffers(long nowMillis) {
        exclusions.update(nowMillis);
        stragglers.look(nowMillis);
        List<TaskSet> givenUp = offers.round(nowMillis);
        starvation.look(offers.nextTaskId() > 0, !sets.isEmpty(), nowMillis);
        for (int i = 0; i < givenUp.size(); i++) {
            forgetIfDone(givenUp.get(i));
        }
        return givenUp;
    }

    /** When {@link #resourceOffers} must be called at the latest, in milliseconds since the epoch; the largest number: never. */
    public long nextDeadlineMillis() {
        long next = Math.min(stragglers.nextLookMillis(), exclusions.nextExpiryMillis());
        return Math.min(next, Math.min(offers.deadlineMillis(), starvation.nextMillis()));
    }

    /** A task waits for the others of its barrier set. */
    public void barrierReached(SchedulerEvent.BarrierReached request, long nowNanos) {
        RunningTask task = running.get(request.taskId());
        if (task != null && task.taskSet().isBarrier()) {
            barriers.reached(task, request, nowNanos);
        }
    }

    /** Lets tasks go that have waited for the others of their barrier set in vain. */
    public void expireBarriers(long nowNanos) {
        barriers.expire(nowNanos);
    }

    /** When {@link #expireBarriers} has something to do; the largest number: never. */
    public long nextBarrierDeadlineNanos() {
        return barriers.nextDeadlineNanos();
    }

    /** How many tasks can run at once on the executors that are alive. */
    public int maxConcurrentTasks() {
        return slots.capacity();
    }

    private @Nullable TaskSet current(int stageId) {
        return sets.current(stageId);
    }

    private void forgetIfDone(TaskSet set) {
        if (set.isDone() && sets.remove(set)) {
            stragglers.forget(set);
            exclusions.ended(set);
            barriers.forget(set);
            log.removed(set);
        }
    }

    /** Whether no task set is left and nothing runs. */
    public boolean isEmpty() {
        return sets.isEmpty() && running.size() == 0 && stragglers.isEmpty() && barriers.isEmpty();
    }

    /** Outputs that the stage's current set must still make; -1: the stage has no such set. */
    public int unfinished(int stageId) {
        TaskSet set = current(stageId);
        return set == null ? -1 : set.unfinished();
    }

    /** @throws IllegalStateException at the first broken one */
    public void checkInvariants() {
        slots.checkInvariants(running.size());
        sets.checkInvariants(running.size());
        List<TaskSet> all = sets.all();
        if (barriers.size() > all.size()) {
            throw new IllegalStateException(
                    barriers.size() + " barrier syncs of " + all.size() + " sets are remembered");
        }
        pools.checkInvariants(all);
        stragglers.checkInvariants();
    }

    /** A number that two schedulers with the same past share. */
    public long fingerprint() {
        long hash = offers.nextTaskId() * 31 + slots.fingerprint();
        hash = hash * 31 + stragglers.nextLookMillis();
        hash = hash * 31 + exclusions.nextExpiryMillis();
        hash = hash * 31 + barriers.fingerprint();
        for (RunningTask task : running.inOrder()) {
            hash = hash * 31 + task.attempt().taskId();
            hash = hash * 31 + task.attempt().executor().hashCode();
            hash = hash * 31 + task.launchTimeMillis();
        }
        return hash * 31 + sets.fingerprint();
    }
}

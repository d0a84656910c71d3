// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskAttempt;
import ember.model.TaskLocality;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.Outbox;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A round of offers: which pending task goes onto which free slot.
 *
 * <p>Three questions, each with one place: which set comes next ({@link Pools}), may it use this executor ({@link #mayUse}), and which of
 * its tasks goes there ({@link #takeTask}).
 */
final class ResourceOffers {
    private static final List<TaskLocality> ALL_LEVELS =
            List.of(TaskLocality.PROCESS_LOCAL, TaskLocality.NODE_LOCAL, TaskLocality.NO_PREF, TaskLocality.ANY);
    private static final List<TaskLocality> ANYWHERE = List.of(TaskLocality.NO_PREF);

    private final SlotTable slots;
    private final RunningTasks running;
    private final Pools pools;
    private final Stragglers stragglers;
    private final Exclusions exclusions;
    private final TaskLog log;
    private final Outbox outbox;
    private final GangLaunch gang;

    private long nextTaskId;
    private long deadlineMillis = LocalityWait.NEVER;
    private TaskLocality takenLevel = TaskLocality.ANY;

    ResourceOffers(
            SlotTable slots,
            RunningTasks running,
            Pools pools,
            Stragglers stragglers,
            Exclusions exclusions,
            TaskLog log,
            Outbox outbox) {
        this.slots = slots;
        this.running = running;
        this.pools = pools;
        this.stragglers = stragglers;
        this.exclusions = exclusions;
        this.log = log;
        this.outbox = outbox;
        this.gang = new GangLaunch(slots, outbox);
    }

    /** Id of the task that is launched next. */
    long nextTaskId() {
        return nextTaskId;
    }

    /**
     * Puts pending tasks onto free slots, set by set.
     *
     * @return the sets that were given up because a task of theirs can run nowhere
     */
    List<TaskSet> round(long nowMillis) {
        deadlineMillis = LocalityWait.NEVER;
        if (slots.free() == 0) {
            return List.of();
        }
        List<TaskSet> givenUp = List.of();
        NavigableSet<Pool> inOrder = pools.inOrder();
        for (Pool pool = first(inOrder); pool != null; pool = inOrder.higher(pool)) {
            NavigableSet<Pool.Turn> ready = pool.ready();
            for (Pool.Turn turn = first(ready); turn != null; turn = ready.higher(turn)) {
                long launchedBefore = nextTaskId;
                if (turn.set.isBarrier()) {
                    offerAtOnce(turn.set, nowMillis);
                } else {
                    offerAll(turn.set, nowMillis);
                }
                if (nextTaskId == launchedBefore && exclusions.givesUp(turn.set)) {
                    givenUp = givenUp.isEmpty() ? new ArrayList<>() : givenUp;
                    givenUp.add(turn.set);
                    pools.changed(turn.set);
                }
                if (slots.free() == 0) {
                    // The next round begins when a slot becomes free.
                    deadlineMillis = LocalityWait.NEVER;
                    return givenUp;
                }
            }
        }
        return givenUp;
    }

    /** Walks begin here, without an iterator: in an idle engine there is a round after each end of a task. */
    private static <T> @Nullable T first(NavigableSet<T> set) {
        return set.isEmpty() ? null : set.first();
    }

    /** When a set would take a slot that it refused, since it has waited long enough; {@link LocalityWait#NEVER}: none. */
    long deadlineMillis() {
        return deadlineMillis;
    }

    /** Launches the whole set or nothing of it. */
    private void offerAtOnce(TaskSet set, long nowMillis) {
        if (gang.fits(set)) {
            offerAll(set, nowMillis);
            gang.settle(set, place -> start(set, place.index(), place.at(), place.level(), nowMillis));
        }
    }

    /** Offers every free slot to one set, at each level from the nearest to the furthest. */
    private void offerAll(TaskSet set, long nowMillis) {
        LocalityWait wait = set.localityWait();
        List<TaskLocality> levels = set.pending().hasPreferences() ? ALL_LEVELS : ANYWHERE;
        if (wait != null) {
            levels = wait.begin();
        }
        for (int i = 0; i < levels.size(); i++) {
            while (offerEach(set, levels.get(i), nowMillis)) {}
        }
        if (wait != null) {
            deadlineMillis = Math.min(deadlineMillis, wait.end(nowMillis));
        }
    }

    /** One pass: at most one task for each executor, so that few tasks spread over many executors. */
    private boolean offerEach(TaskSet set, TaskLocality level, long nowMillis) {
        LocalityWait wait = set.localityWait();
        boolean launched = false;
        for (SlotTable.Slots at = slots.firstFree(); at != null && set.isSchedulable(); at = slots.nextFree(at)) {
            if (!mayUse(set, at)) {
                continue;
            }
            int index = wait == null
                    ? takeTask(set, at, level, level)
                    : takeTask(set, at, TaskLocality.PROCESS_LOCAL, wait.allowed(level, nowMillis));
            if (index >= 0) {
                launch(set, index, at, takenLevel, nowMillis);
                launched = true;
                // The slots of a barrier set are only reserved: it has not come any nearer to its data.
                if (wait != null && !set.isBarrier()) {
                    wait.launched(takenLevel, level, nowMillis);
                }
            } else if (wait != null && level == TaskLocality.ANY) {
                wait.refused();
            }
        }
        return launched;
    }

    /** Whether an executor can take a task of a set now. */
    private boolean mayUse(TaskSet set, SlotTable.Slots at) {
        return at.hasFree() && exclusions.allows(set, at);
    }

    /** Takes the pending task of a set that goes onto an executor, before any second copy; -1: none does. */
    private int takeTask(TaskSet set, SlotTable.Slots at, TaskLocality nearest, TaskLocality furthest) {
        IntPredicate barred = Exclusions.barred(set, at);
        int index = poll(set.pending(), at, nearest, furthest, barred);
        SlowTasks slow = set.slowTasks();
        if (index < 0 && slow != null && slow.waiting().count() > 0) {
            index = poll(slow.waiting(), at, nearest, furthest, slow.barred(at, slots.onOneHost(), barred));
        }
        return index;
    }

    /** Takes the nearest, and remembers in {@link #takenLevel} how near that is. */
    private int poll(
            PendingTasks tasks,
            SlotTable.Slots at,
            TaskLocality nearest,
            TaskLocality furthest,
            @Nullable IntPredicate barred) {
        for (int i = 0; i < ALL_LEVELS.size(); i++) {
            TaskLocality level = ALL_LEVELS.get(i);
            if (level.compareTo(nearest) >= 0 && level.compareTo(furthest) <= 0) {
                int index = poll(tasks, at, level, barred);
                if (index >= 0) {
                    takenLevel = level;
                    return index;
                }
            }
        }
        return -1;
    }

    private static int poll(
            PendingTasks pending, SlotTable.Slots at, TaskLocality level, @Nullable IntPredicate barred) {
        return switch (level) {
            case PROCESS_LOCAL -> pending.pollForExecutor(at.executor, barred);
            case NODE_LOCAL -> pending.pollForHost(at.host, barred);
            case NO_PREF -> pending.pollWithoutPreference(barred);
            default -> pending.pollAny(barred);
        };
    }

    private void launch(TaskSet set, int index, SlotTable.Slots at, TaskLocality level, long nowMillis) {
        if (set.isBarrier()) {
            gang.reserve(index, at, level);
        } else {
            start(set, index, at, level, nowMillis);
        }
    }

    private void start(TaskSet set, int index, SlotTable.Slots at, TaskLocality level, long nowMillis) {
        TaskAttempt attempt = new TaskAttempt(
                nextTaskId++,
                set.stageId(),
                set.stageAttempt(),
                index,
                set.partition(index),
                set.outputId(index),
                set.launches(index),
                at.executor,
                at.host,
                // A task that prefers nothing is as near to its data as it can be.
                level == TaskLocality.NO_PREF ? TaskLocality.PROCESS_LOCAL : level,
                set.runningAttempt(index) != null);
        RunningTask task = new RunningTask(attempt, set, at, nowMillis);
        slots.take(at);
        running.add(task);
        set.launched(task);
        pools.changed(set);
        stragglers.reconsider(set);
        log.launched(attempt);
        if (outbox.announcesTasks()) {
            outbox.add(new Effect.Announce(new EngineEvent.TaskStarted(task.info())));
        }
        outbox.add(new Effect.LaunchTask(attempt, set.payload()));
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskAttempt;
import ember.model.TaskMetrics;
import ember.model.event.EngineEvent;
import ember.scheduler.effect.Effect;
import ember.scheduler.effect.Outbox;
import java.util.Map;
import java.util.TreeMap;

/**
 * Speculation: which tasks deserve a second copy, and when to look for them next.
 *
 * <p>Only sets in which enough tasks have finished are looked at, at most once in an interval, and not before the oldest of their tasks
 * can have run too long. Nothing is looked at while there is no second executor that a copy could go to.
 */
final class Stragglers {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SpeculationSettings settings;
    private final SlotTable slots;
    private final Pools pools;
    private final TaskLog log;
    private final Outbox outbox;
    private final long intervalMillis;
    /** The sets of which it is known what a long time is, by stage and attempt. */
    private final Map<Long, TaskSet> ready = new TreeMap<>();

    private long lastLookMillis = Long.MIN_VALUE / 2;
    private long nextLookMillis = SlowTasks.NEVER;

    Stragglers(SpeculationSettings settings, SlotTable slots, Pools pools, TaskLog log, Outbox outbox) {
        this.settings = settings;
        this.slots = slots;
        this.pools = pools;
        this.log = log;
        this.outbox = outbox;
        this.intervalMillis = Math.max(1, settings.intervalNanos() / NANOS_PER_MILLI);
    }

    /** Keeps an eye on a new set, if there are second copies at all: never of a barrier task, which is one of a whole. */
    void watch(TaskSet set) {
        if (settings.enabled() && !set.isBarrier()) {
            set.watchSlowTasks(new SlowTasks(set, settings));
            reconsider(set);
        }
    }

    /** A set is over. */
    void forget(TaskSet set) {
        if (set.slowTasks() != null) {
            ready.remove(key(set));
        }
    }

    /** One of the set's tasks was launched or ended: the next look may have to come sooner. */
    void reconsider(TaskSet set) {
        SlowTasks slow = set.slowTasks();
        if (slow == null) {
            return;
        }
        long due = slow.dueMillis(slots.largest());
        if (due != SlowTasks.NEVER) {
            ready.put(key(set), set);
            nextLookMillis = Math.min(nextLookMillis, Math.max(due, lastLookMillis + intervalMillis));
        }
    }

    /** An executor joined: there may be room for copies now that was not there. */
    void executorJoined() {
        for (TaskSet set : ready.values()) {
            reconsider(set);
        }
    }

    /** A running task has come so far. */
    void progressed(RunningTask task, TaskMetrics soFar, long nowMillis) {
        SlowTasks slow = task.taskSet().slowTasks();
        if (slow != null) {
            slow.progressed(task, soFar, nowMillis);
            reconsider(task.taskSet());
        }
    }

    /** When {@link #look} has something to do; {@link SlowTasks#NEVER}: not unless something happens. */
    long nextLookMillis() {
        return nextLookMillis;
    }

    /** Marks the tasks that have become slow, once that is due. */
    void look(long nowMillis) {
        if (nowMillis < nextLookMillis) {
            return;
        }
        lastLookMillis = nowMillis;
        nextLookMillis = SlowTasks.NEVER;
        if (slots.inOrder().size() < 2) {
            return;
        }
        for (TaskSet set : ready.values()) {
            SlowTasks slow = set.slowTasks();
            if (slow != null) {
                SlowTasks.Look found = slow.look(nowMillis, slots.largest());
                if (!found.slow.isEmpty()) {
                    pools.changed(set);
                    tell(set, found);
                }
                if (found.nextMillis != SlowTasks.NEVER) {
                    nextLookMillis = Math.min(nextLookMillis, Math.max(found.nextMillis, nowMillis + intervalMillis));
                }
            }
        }
    }

    private void tell(TaskSet set, SlowTasks.Look found) {
        for (int i = 0; i < found.slow.size(); i++) {
            TaskAttempt attempt = found.slow.get(i).attempt();
            log.slow(attempt, found.thresholdMillis, found.alreadyWaiting + i + 1);
            outbox.add(new Effect.Announce(new EngineEvent.SpeculativeTaskSubmitted(
                    set.stageId(), set.stageAttempt(), attempt.index(), attempt.partition())));
        }
    }

    private static long key(TaskSet set) {
        return ((long) set.stageId() << 32) | set.stageAttempt();
    }

    /** Whether no set is remembered. */
    boolean isEmpty() {
        return ready.isEmpty();
    }

    /** @throws IllegalStateException at the first broken one */
    void checkInvariants() {
        for (TaskSet set : ready.values()) {
            SlowTasks slow = set.slowTasks();
            if (slow == null || set.isDone()) {
                throw new IllegalStateException(set.name() + " is looked at for slow tasks in vain");
            }
            slow.checkInvariants();
        }
    }
}

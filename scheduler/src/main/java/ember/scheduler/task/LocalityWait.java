// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskLocality;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far from its data a set's tasks may be launched now (delay scheduling).
 *
 * <p>A set starts at the nearest level that it could use at all and moves on when no task of that level is left, or when it has waited
 * long enough since the last reset. A round in which it launched something and refused no slot resets the wait, and takes the set back
 * to the nearest level that it launched at (SPARK-18886); with the legacy rule every launch does.
 */
final class LocalityWait {
    static final long NEVER = Long.MAX_VALUE;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final TaskSet set;
    private final LocalityWaits waits;
    private final SlotTable slots;
    private final TaskLog log;
    private List<TaskLocality> levels;
    private int current;
    private long lastResetMillis;
    /** The executors that the levels were found for. */
    private int executorChanges;

    private boolean refused;
    private @Nullable TaskLocality nearestLaunched;

    LocalityWait(TaskSet set, LocalityWaits waits, SlotTable slots, TaskLog log, long nowMillis) {
        this.set = set;
        this.waits = waits;
        this.slots = slots;
        this.log = log;
        this.levels = validLevels(set.pending(), slots);
        this.executorChanges = slots.changes();
        this.lastResetMillis = nowMillis;
    }

    /** The levels at which a set can ever launch with the executors that there are, the nearest first. */
    static List<TaskLocality> validLevels(PendingTasks tasks, SlotTable slots) {
        List<TaskLocality> valid = new ArrayList<>(4);
        if (tasks.prefersAnyExecutor(slots)) {
            valid.add(TaskLocality.PROCESS_LOCAL);
        }
        if (tasks.prefersAnyHost(slots)) {
            valid.add(TaskLocality.NODE_LOCAL);
        }
        if (tasks.hasTasksWithoutPreference()) {
            valid.add(TaskLocality.NO_PREF);
        }
        valid.add(TaskLocality.ANY);
        return valid;
    }

    /** A round comes to this set. @return the levels to offer at, the nearest first */
    List<TaskLocality> begin() {
        refused = false;
        nearestLaunched = null;
        if (executorChanges != slots.changes()) {
            executorChanges = slots.changes();
            refreshLevels();
        }
        return levels;
    }

    /** The level stays, if there is still a use for it; but one that is new and nearer is taken at once (SPARK-31837). */
    private void refreshLevels() {
        List<TaskLocality> before = levels;
        int positionBefore = current;
        levels = validLevels(set.pending(), slots);
        log.validLevels(set, levels);
        current = positionOf(before.get(positionBefore));
        if (current > positionBefore) {
            for (TaskLocality level : levels) {
                if (!before.contains(level)) {
                    current = positionOf(level);
                    return;
                }
            }
        }
    }

    private int positionOf(TaskLocality level) {
        int position = 0;
        while (levels.get(position).compareTo(level) < 0) {
            position++;
        }
        return position;
    }

    /** The furthest level at which a task may be launched when one is asked for at {@code offered}. */
    TaskLocality allowed(TaskLocality offered, long nowMillis) {
        if (offered == TaskLocality.NO_PREF) {
            return offered;
        }
        TaskLocality mayUse = moveOn(nowMillis);
        return mayUse.compareTo(offered) > 0 ? offered : mayUse;
    }

    private TaskLocality moveOn(long nowMillis) {
        while (current < levels.size() - 1) {
            TaskLocality level = levels.get(current);
            if (set.pending().count(level) == 0) {
                // There is no point in waiting for a level that nothing is left for (SPARK-4939).
                lastResetMillis = nowMillis;
                log.nothingLeft(level, levels.get(current + 1));
            } else if (nowMillis - lastResetMillis >= waitMillis(level)) {
                lastResetMillis += waitMillis(level);
                log.waited(levels.get(current + 1), waitMillis(level));
            } else {
                break;
            }
            current++;
        }
        return levels.get(current);
    }

    private long waitMillis(TaskLocality level) {
        return switch (level) {
            case PROCESS_LOCAL -> waits.processNanos() / NANOS_PER_MILLI;
            case NODE_LOCAL -> waits.nodeNanos() / NANOS_PER_MILLI;
            default -> 0;
        };
    }

    /** A task was launched at a level, when one was asked for at {@code offered}. */
    void launched(TaskLocality level, TaskLocality offered, long nowMillis) {
        // A task without preference is as near to its data as it can be.
        TaskLocality reached = level == TaskLocality.NO_PREF ? TaskLocality.PROCESS_LOCAL : level;
        if (waits.legacyReset()) {
            if (offered != TaskLocality.NO_PREF) {
                reset(reached, nowMillis);
            }
        } else if (nearestLaunched == null || reached.compareTo(nearestLaunched) < 0) {
            nearestLaunched = reached;
        }
    }

    /** There was room, and tasks that wait, but none of them may be launched there yet. */
    void refused() {
        refused = true;
    }

    /** The round goes on to other sets. @return when this one would take a slot that it refused; {@link #NEVER}: it refused none */
    long end(long nowMillis) {
        if (!refused) {
            if (nearestLaunched != null) {
                reset(nearestLaunched, nowMillis);
            }
            return NEVER;
        }
        return current == levels.size() - 1 ? NEVER : lastResetMillis + waitMillis(levels.get(current));
    }

    private void reset(TaskLocality level, long nowMillis) {
        lastResetMillis = nowMillis;
        current = positionOf(level);
    }
}

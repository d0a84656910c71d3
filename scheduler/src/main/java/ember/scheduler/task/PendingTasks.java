// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import ember.model.TaskLocality;
import ember.model.TaskLocation;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of a set that wait for a slot: by executor, by host, without preference, and all.
 *
 * <p>Stacks, filled so that low indices come first and a task that failed comes back on top. A task is in several; the bit of those
 * that wait tells which entries still count, so nothing is ever removed from within a stack. Where no task prefers anything, as in most
 * large sets, those that were never taken are no entries at all but all that wait from {@link #fresh} on.
 */
final class PendingTasks {
    private final List<List<TaskLocation>> locations;
    private final BitSet waiting;
    private int count;
    // By what the waiting tasks prefer: counted, for it is asked at each offer.
    private int countForExecutors;
    private int countForHosts;
    private boolean hasTasksWithoutPreference;
    private final Stack withoutPreference = new Stack();
    private final Stack all = new Stack();
    private final Map<String, Stack> byExecutor;
    private final Map<String, Stack> byHost;
    /** No task below this one is without an entry in a stack. */
    private int fresh;

    private final int freshEnd;

    private PendingTasks(List<List<TaskLocation>> locations, int fresh) {
        this.locations = locations;
        this.waiting = new BitSet(fresh);
        waiting.set(0, fresh);
        this.count = fresh;
        this.freshEnd = fresh;
        this.hasTasksWithoutPreference = fresh > 0;
        this.byExecutor = locations.isEmpty() ? Map.of() : new LinkedHashMap<>();
        this.byHost = locations.isEmpty() ? Map.of() : new LinkedHashMap<>();
    }

    /** @param locations for each task where it should run; empty: no task has a preference */
    PendingTasks(int tasks, List<List<TaskLocation>> locations) {
        this(locations, locations.isEmpty() ? tasks : 0);
        if (!locations.isEmpty() && locations.size() != tasks) {
            throw new IllegalArgumentException(tasks + " tasks, but locations for " + locations.size());
        }
        for (int index = locations.size() - 1; index >= 0; index--) {
            add(index);
        }
    }

    /** None so far, of tasks that should run where these should. */
    PendingTasks noneOfThese() {
        return new PendingTasks(locations, 0);
    }

    int count() {
        return count;
    }

    boolean hasPreferences() {
        return !byHost.isEmpty();
    }

    /** Waiting tasks that could be launched at a level, on the right executor. */
    int count(TaskLocality level) {
        return switch (level) {
            case PROCESS_LOCAL -> countForExecutors;
            case NODE_LOCAL -> countForHosts;
            case NO_PREF -> count - countForHosts;
            default -> count;
        };
    }

    /** Whether a task, waiting or not, prefers an executor that is alive. */
    boolean prefersAnyExecutor(SlotTable slots) {
        for (String executor : byExecutor.keySet()) {
            if (slots.get(executor) != null) {
                return true;
            }
        }
        return false;
    }

    /** Whether a task, waiting or not, prefers a host with an executor that is alive. */
    boolean prefersAnyHost(SlotTable slots) {
        for (String host : byHost.keySet()) {
            if (slots.hasExecutorOn(host)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a task, waiting or not, prefers nothing. */
    boolean hasTasksWithoutPreference() {
        return hasTasksWithoutPreference;
    }

    boolean contains(int index) {
        return waiting.get(index);
    }

    /** The lowest of them; -1: none waits. */
    int first() {
        return waiting.nextSetBit(0);
    }

    void add(int index) {
        if (waiting.get(index)) {
            throw new IllegalStateException("task " + index + " is pending already");
        }
        waiting.set(index);
        count++;
        List<TaskLocation> preferred = preferred(index);
        if (preferred.isEmpty()) {
            hasTasksWithoutPreference = true;
            withoutPreference.push(index);
            return;
        }
        countForHosts++;
        countForExecutors += prefersExecutor(preferred) ? 1 : 0;
        all.push(index);
        for (int i = 0; i < preferred.size(); i++) {
            TaskLocation location = preferred.get(i);
            String executor = location.executor();
            if (executor != null) {
                byExecutor.computeIfAbsent(executor, key -> new Stack()).push(index);
            }
            byHost.computeIfAbsent(location.host(), key -> new Stack()).push(index);
        }
    }

    /** Takes a task off although it was not launched. */
    void remove(int index) {
        if (waiting.get(index)) {
            waiting.clear(index);
            count--;
            List<TaskLocation> preferred = preferred(index);
            countForHosts -= preferred.isEmpty() ? 0 : 1;
            countForExecutors -= prefersExecutor(preferred) ? 1 : 0;
        }
    }

    private List<TaskLocation> preferred(int index) {
        return locations.isEmpty() ? List.of() : locations.get(index);
    }

    private static boolean prefersExecutor(List<TaskLocation> preferred) {
        for (int i = 0; i < preferred.size(); i++) {
            if (preferred.get(i).executor() != null) {
                return true;
            }
        }
        return false;
    }

    /**
     * Takes a task that prefers this executor; -1: none.
     *
     * @param barred tasks that may not be taken now; null: all may
     */
    int pollForExecutor(String executor, @Nullable IntPredicate barred) {
        return poll(byExecutor.get(executor), barred);
    }

    /** Takes a task that prefers this host; -1: none. */
    int pollForHost(String host, @Nullable IntPredicate barred) {
        return poll(byHost.get(host), barred);
    }

    /** Takes a task that prefers nothing; -1: none. */
    int pollWithoutPreference(@Nullable IntPredicate barred) {
        int taken = poll(withoutPreference, barred);
        return taken >= 0 || fresh == freshEnd ? taken : pollFresh(barred);
    }

    private int pollFresh(@Nullable IntPredicate barred) {
        for (int index = fresh; index < freshEnd; index++) {
            if (waiting.get(index) && (barred == null || !barred.test(index))) {
                // Those that were passed over get entries; the lowest on top.
                for (int i = index - 1; i >= fresh; i--) {
                    withoutPreference.push(i);
                }
                fresh = index + 1;
                remove(index);
                return index;
            }
        }
        return -1;
    }

    /** Takes any task that would rather be elsewhere; -1: none. */
    int pollAny(@Nullable IntPredicate barred) {
        return poll(all, barred);
    }

    private int poll(@Nullable Stack stack, @Nullable IntPredicate barred) {
        if (stack == null) {
            return -1;
        }
        Stack passedOver = null;
        int taken = -1;
        while (taken < 0 && stack.size > 0) {
            int index = stack.pop();
            if (!waiting.get(index)) {
                continue;
            }
            if (barred == null || !barred.test(index)) {
                remove(index);
                taken = index;
            } else {
                if (passedOver == null) {
                    passedOver = new Stack();
                }
                passedOver.push(index);
            }
        }
        while (passedOver != null && passedOver.size > 0) {
            stack.push(passedOver.pop());
        }
        return taken;
    }

    private static final class Stack {
        private static final int[] NONE = new int[0];

        private int[] entries = NONE;
        private int size;

        void push(int entry) {
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, Math.max(8, size * 2));
            }
            entries[size++] = entry;
        }

        int pop() {
            return entries[--size];
        }
    }
}

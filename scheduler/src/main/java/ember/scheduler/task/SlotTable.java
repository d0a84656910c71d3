// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The executors that are alive and how many tasks each has room for. Every task takes the same number of slots, so slots are counted
 * in tasks: what is left over on an executor is of no use.
 */
final class SlotTable {
    private final Map<String, Slots> byExecutor = new LinkedHashMap<>();
    private final List<Slots> inOrder = new ArrayList<>();
    /** Positions, in the order of joining, of those that have room. */
    private final BitSet withRoom = new BitSet();
    /** No executor at a lower position has room: so one end among 10,000 executors costs no walk over them. */
    private int lowestWithRoom;

    private final int slotsPerTask;

    private final Map<String, Integer> executorsByHost = new LinkedHashMap<>();
    private int free;
    private int largest;
    private int changes;

    /** @param slotsPerTask slots that one task takes, at least 1. Spark: spark.task.cpus */
    SlotTable(int slotsPerTask) {
        this.slotsPerTask = slotsPerTask;
    }

    /** One executor's room, in tasks. */
    static final class Slots {
        final String executor;
        final String host;
        private final int count;
        private int position;
        private int free;
        private @Nullable RunningTask[] running = new RunningTask[4];
        private int runningCount;

        private Slots(String executor, String host, int count) {
            this.executor = executor;
            this.host = host;
            this.count = count;
            this.free = count;
        }

        /** As tasks are told: no port is open, so it is 0. */
        String address() {
            return host + ":0";
        }

        boolean hasFree() {
            return free > 0;
        }

        void started(RunningTask task) {
            if (runningCount == running.length) {
                running = Arrays.copyOf(running, runningCount * 2);
            }
            task.positionThere = runningCount;
            running[runningCount++] = task;
        }

        /** The last one takes its place. */
        void ended(RunningTask task) {
            RunningTask last = running[--runningCount];
            running[runningCount] = null;
            if (last != null && last != task) {
                running[task.positionThere] = last;
                last.positionThere = task.positionThere;
            }
        }

        /** The attempts that run there, by task id. */
        List<RunningTask> running() {
            List<RunningTask> tasks = new ArrayList<>(runningCount);
            for (int i = 0; i < runningCount; i++) {
                tasks.add(Objects.requireNonNull(running[i]));
            }
            tasks.sort(Comparator.comparingLong(task -> task.attempt().taskId()));
            return tasks;
        }
    }

    void add(String executor, String host, int count) {
        if (count < 1) {
            throw new IllegalArgumentException("executor " + executor + " must have at least 1 slot, has " + count);
        }
        Slots slots = new Slots(executor, host, count / slotsPerTask);
        if (byExecutor.putIfAbsent(executor, slots) != null) {
            throw new IllegalStateException("executor " + executor + " joined twice");
        }
        slots.position = inOrder.size();
        inOrder.add(slots);
        if (slots.free > 0) {
            hasRoom(slots);
        }
        free += slots.free;
        executorsByHost.merge(host, 1, Integer::sum);
        largest = Math.max(largest, slots.count);
        changes++;
    }

    /** @return the executor's slots; null: it was not alive */
    @Nullable
    Slots remove(String executor) {
        Slots slots = byExecutor.remove(executor);
        if (slots != null) {
            inOrder.remove(slots.position);
            executorsByHost.computeIfPresent(slots.host, (host, count) -> count == 1 ? null : count - 1);
            largest = 0;
            for (Slots left : inOrder) {
                largest = Math.max(largest, left.count);
            }
            free -= slots.free;
            slots.free = 0;
            closeGap(slots.position);
            changes++;
        }
        return slots;
    }

    /** Those that joined later move up. */
    private void closeGap(int gap) {
        withRoom.clear(gap, inOrder.size() + 1);
        lowestWithRoom = 0;
        for (int i = gap; i < inOrder.size(); i++) {
            Slots moved = inOrder.get(i);
            moved.position = i;
            withRoom.set(i, moved.free > 0);
        }
    }

    private void hasRoom(Slots slots) {
        withRoom.set(slots.position);
        lowestWithRoom = Math.min(lowestWithRoom, slots.position);
    }

    /** The alive executor of this name; null: none. */
    @Nullable
    Slots get(String executor) {
        return byExecutor.get(executor);
    }

    /** Alive executors in the order they joined. */
    List<Slots> inOrder() {
        return inOrder;
    }

    /** Slots of the executor that has most; 0: there is none. */
    int largest() {
        return largest;
    }

    /** How often executors came and went: while it stays the same, so do they. */
    int changes() {
        return changes;
    }

    boolean hasExecutorOn(String host) {
        return executorsByHost.containsKey(host);
    }

    /** Whether no two alive executors live on different hosts. */
    boolean onOneHost() {
        return executorsByHost.size() <= 1;
    }

    /** The executor that joined first of those with room for a task; null: none has. */
    @Nullable
    Slots firstFree() {
        lowestWithRoom = free == 0 ? inOrder.size() : withRoom.nextSetBit(lowestWithRoom);
        return free == 0 ? null : inOrder.get(lowestWithRoom);
    }

    /** The next executor with room that joined after this one; null: none. */
    @Nullable
    Slots nextFree(Slots slots) {
        int next = free == 0 ? -1 : withRoom.nextSetBit(slots.position + 1);
        return next < 0 ? null : inOrder.get(next);
    }

    /** Tasks that all alive executors together have room for. */
    int free() {
        return free;
    }

    /** How many tasks run at once if nothing else does. */
    int capacity() {
        int tasks = 0;
        for (Slots slots : inOrder) {
            tasks += slots.count;
        }
        return tasks;
    }

    void take(Slots slots) {
        if (slots.free == 0) {
            throw new IllegalStateException("executor " + slots.executor + " has no free slot");
        }
        slots.free--;
        free--;
        if (slots.free == 0) {
            withRoom.clear(slots.position);
        }
    }

    /** Gives a slot back; nothing if its executor is gone. */
    void giveBack(Slots slots) {
        if (byExecutor.get(slots.executor) == slots) {
            if (slots.free == slots.count) {
                throw new IllegalStateException("executor " + slots.executor + " got a slot back that was free");
            }
            slots.free++;
            free++;
            hasRoom(slots);
        }
    }

    void checkInvariants(int running) {
        int sum = 0;
        int taken = 0;
        for (Slots slots : inOrder) {
            sum += slots.free;
            taken += slots.count - slots.free;
            boolean known = withRoom.get(slots.position) && slots.position >= lowestWithRoom;
            if (inOrder.get(slots.position) != slots || known != slots.free > 0) {
                throw new IllegalStateException("executor " + slots.executor + " is not where its room is noted");
            }
        }
        if (sum != free || taken != running) {
            throw new IllegalStateException("slots: " + sum + " free, counted " + free + "; " + taken + " taken, "
                    + running + " tasks running");
        }
    }

    long fingerprint() {
        long hash = free;
        for (Slots slots : inOrder) {
            hash = hash * 31 + slots.executor.hashCode();
            hash = hash * 31 + slots.free;
        }
        return hash;
    }
}

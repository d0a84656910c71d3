// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The executors that are alive and how many tasks each has room for. Every task takes the same number of slots, so slots are counted
 * in tasks: what is left over on an executor is of no use.
 */
final class SlotTable {
    private final Map<String, Slots> byExecutor = new LinkedHashMap<>();
    private final List<Slots> inOrder = new ArrayList<>();
    private final int slotsPerTask;
    private int free;

    /** @param slotsPerTask slots that one task takes, at least 1. Spark: spark.task.cpus */
    SlotTable(int slotsPerTask) {
        this.slotsPerTask = slotsPerTask;
    }

    /** One executor's room, in tasks. */
    static final class Slots {
        final String executor;
        final String host;
        private final int count;
        private int free;

        private Slots(String executor, String host, int count) {
            this.executor = executor;
            this.host = host;
            this.count = count;
            this.free = count;
        }

        boolean hasFree() {
            return free > 0;
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
        inOrder.add(slots);
        free += slots.free;
    }

    /** @return the executor's slots; null: it was not alive */
    @Nullable
    Slots remove(String executor) {
        Slots slots = byExecutor.remove(executor);
        if (slots != null) {
            inOrder.remove(slots);
            free -= slots.free;
            slots.free = 0;
        }
        return slots;
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

    /** Tasks that all alive executors together have room for. */
    int free() {
        return free;
    }

    void take(Slots slots) {
        if (slots.free == 0) {
            throw new IllegalStateException("executor " + slots.executor + " has no free slot");
        }
        slots.free--;
        free--;
    }

    /** Gives a slot back; nothing if its executor is gone. */
    void giveBack(Slots slots) {
        if (byExecutor.get(slots.executor) == slots) {
            if (slots.free == slots.count) {
                throw new IllegalStateException("executor " + slots.executor + " got a slot back that was free");
            }
            slots.free++;
            free++;
        }
    }

    void checkInvariants(int running) {
        int sum = 0;
        int taken = 0;
        for (Slots slots : inOrder) {
            sum += slots.free;
            taken += slots.count - slots.free;
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

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.task;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The running attempts by task id: an open-addressed table with linear probing, because every task passes through it and a boxed key
 * and a map entry would cost more than all else that is kept of a task.
 */
final class RunningTasks {
    /** 2^64 over the golden ratio, odd: multiples of it lie far apart. */
    private static final long SCATTER = 0x9E3779B97F4A7C15L;

    private @Nullable RunningTask[] table = new RunningTask[16];
    private int size;

    int size() {
        return size;
    }

    @Nullable
    RunningTask get(long taskId) {
        return table[find(taskId)];
    }

    void add(RunningTask task) {
        int slot = find(task.attempt().taskId());
        if (table[slot] != null) {
            throw new IllegalStateException(task.attempt().label() + " was launched twice");
        }
        table[slot] = task;
        task.slots().started(task);
        if (++size * 2 > table.length) {
            grow();
        }
    }

    @Nullable
    RunningTask remove(long taskId) {
        int hole = find(taskId);
        RunningTask removed = table[hole];
        if (removed == null) {
            return null;
        }
        size--;
        removed.slots().ended(removed);
        int mask = table.length - 1;
        int next = hole;
        // Close the gap: an entry further on that could not reach its home past the hole moves into it.
        while (true) {
            table[hole] = null;
            RunningTask moved;
            int home;
            do {
                next = (next + 1) & mask;
                moved = table[next];
                if (moved == null) {
                    return removed;
                }
                home = home(moved.attempt().taskId());
            } while (hole <= next ? hole < home && home <= next : hole < home || home <= next);
            table[hole] = moved;
            hole = next;
        }
    }

    /** All of them by task id. */
    List<RunningTask> inOrder() {
        List<RunningTask> tasks = new ArrayList<>(size);
        for (RunningTask task : table) {
            if (task != null) {
                tasks.add(task);
            }
        }
        tasks.sort(Comparator.comparingLong(task -> task.attempt().taskId()));
        return tasks;
    }

    private int find(long taskId) {
        int mask = table.length - 1;
        int slot = home(taskId);
        for (RunningTask at = table[slot]; at != null && at.attempt().taskId() != taskId; at = table[slot]) {
            slot = (slot + 1) & mask;
        }
        return slot;
    }

    /** Scattered: ids in a row at home in a row would be one run as long as all that runs, to be walked whenever a gap is closed. */
    private int home(long taskId) {
        return (int) ((taskId * SCATTER) >>> 32) & (table.length - 1);
    }

    private void grow() {
        @Nullable RunningTask[] old = table;
        table = new RunningTask[old.length * 2];
        for (RunningTask task : old) {
            if (task != null) {
                table[find(task.attempt().taskId())] = task;
            }
        }
    }
}

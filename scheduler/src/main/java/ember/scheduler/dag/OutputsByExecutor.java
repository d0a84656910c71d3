// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which outputs of a shuffle each executor keeps, so that losing one costs no look at what the others keep: for each executor a doubly
 * linked list through arrays, without an object for each output.
 */
final class OutputsByExecutor {
    private static final int NONE = -1;
    private static final int[] NOTHING = new int[0];

    /** The map partition that each executor's list begins with. */
    private final Map<String, Integer> first = new LinkedHashMap<>();

    private final int[] next;
    private final int[] previous;

    OutputsByExecutor(int mapPartitions) {
        this.next = new int[mapPartitions];
        this.previous = new int[mapPartitions];
    }

    /** Lists an output. True: the executor's first. */
    boolean add(String executor, int mapPartition) {
        Integer head = first.put(executor, mapPartition);
        next[mapPartition] = head == null ? NONE : head;
        previous[mapPartition] = NONE;
        if (head != null) {
            previous[head] = mapPartition;
        }
        return head == null;
    }

    /** Lists an output no more. True: the executor's last. */
    boolean remove(String executor, int mapPartition) {
        int after = next[mapPartition];
        int before = previous[mapPartition];
        if (after != NONE) {
            previous[after] = before;
        }
        if (before != NONE) {
            next[before] = after;
            return false;
        }
        if (after != NONE) {
            first.put(executor, after);
            return false;
        }
        first.remove(executor);
        return true;
    }

    /** The map partitions whose outputs an executor keeps, rising. */
    int[] of(String executor) {
        Integer head = first.get(executor);
        if (head == null) {
            return NOTHING;
        }
        int[] found = new int[4];
        int count = 0;
        for (int p = head; p != NONE; p = next[p]) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = p;
        }
        int[] rising = Arrays.copyOf(found, count);
        Arrays.sort(rising);
        return rising;
    }
}

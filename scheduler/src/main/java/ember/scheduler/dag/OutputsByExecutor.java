// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which map outputs each executor keeps, so that losing one costs no look at what the others keep: for each of its shuffles a doubly
 * linked list through arrays of the shuffle, without an object for each output.
 */
final class OutputsByExecutor {
    private static final int NONE = -1;
    private static final int[] NOTHING = new int[0];

    /** An executor that has kept something stays until it is lost: jobs come and go, and find its table there. */
    private final Map<String, Map<Links, First>> byExecutor = new LinkedHashMap<>();

    /** The lists of one shuffle. */
    static final class Links {
        private final int shuffleId;
        private final int[] next;
        private final int[] previous;

        Links(int shuffleId, int mapPartitions) {
            this.shuffleId = shuffleId;
            this.next = new int[mapPartitions];
            this.previous = new int[mapPartitions];
        }

        /** The same in every run; two of one shuffle are still not equal. */
        @Override
        public int hashCode() {
            return shuffleId;
        }

        @Override
        public boolean equals(Object other) {
            return this == other;
        }
    }

    /** The map partition that a list begins with. */
    private static final class First {
        private int mapPartition = NONE;
    }

    /** Lists an output that is not listed. */
    void add(String executor, Links shuffle, int mapPartition) {
        First first = byExecutor
                .computeIfAbsent(executor, key -> new LinkedHashMap<>())
                .computeIfAbsent(shuffle, key -> new First());
        int head = first.mapPartition;
        first.mapPartition = mapPartition;
        shuffle.next[mapPartition] = head;
        shuffle.previous[mapPartition] = NONE;
        if (head != NONE) {
            shuffle.previous[head] = mapPartition;
        }
    }

    /** Lists an output no more. */
    void remove(String executor, Links shuffle, int mapPartition) {
        int after = shuffle.next[mapPartition];
        int before = shuffle.previous[mapPartition];
        if (after != NONE) {
            shuffle.previous[after] = before;
        }
        if (before != NONE) {
            shuffle.next[before] = after;
            return;
        }
        Map<Links, First> kept = kept(executor);
        First first = kept.get(shuffle);
        if (first == null) {
            throw new IllegalStateException(
                    "executor " + executor + " keeps nothing of shuffle " + shuffle.shuffleId + " to be forgotten");
        }
        first.mapPartition = after;
        if (after == NONE) {
            kept.remove(shuffle);
        }
    }

    /** Whether an executor keeps something of a shuffle. */
    boolean keeps(String executor, Links shuffle) {
        return kept(executor).containsKey(shuffle);
    }

    /** The shuffles of which an executor keeps something, rising. */
    List<Integer> shuffles(String executor) {
        List<Integer> ids = new ArrayList<>();
        for (Links shuffle : kept(executor).keySet()) {
            ids.add(shuffle.shuffleId);
        }
        ids.sort(Comparator.naturalOrder());
        return ids;
    }

    /** The map partitions of a shuffle whose outputs an executor keeps, rising. */
    int[] mapPartitions(String executor, Links shuffle) {
        First first = kept(executor).get(shuffle);
        if (first == null) {
            return NOTHING;
        }
        int[] found = new int[4];
        int count = 0;
        for (int p = first.mapPartition; p != NONE; p = shuffle.next[p]) {
            if (count == found.length) {
                found = Arrays.copyOf(found, count * 2);
            }
            found[count++] = p;
        }
        int[] rising = Arrays.copyOf(found, count);
        Arrays.sort(rising);
        return rising;
    }

    /** Forgets an executor that keeps nothing any more. */
    void forget(String executor) {
        if (!kept(executor).isEmpty()) {
            throw new IllegalStateException("executor " + executor + " is forgotten but keeps outputs");
        }
        byExecutor.remove(executor);
    }

    private Map<Links, First> kept(String executor) {
        Map<Links, First> kept = byExecutor.get(executor);
        return kept == null ? Map.of() : kept;
    }
}

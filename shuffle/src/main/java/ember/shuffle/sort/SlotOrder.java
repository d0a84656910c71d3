// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.KeyPartitioner;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Orders the entries of a table by partition, and within it by key. Without an ordering the hash codes of the keys order them, and keys
 * of one hash code come in the order of Spark's table, which hashes the pair of partition and key. No state but its arguments.
 *
 * @param partitioner the one that the keys' partitions came from; null: there is one partition
 * @param ordering of keys within a partition; null: by hash code
 */
record SlotOrder(
        @Nullable KeyPartitioner partitioner, @Nullable Comparator<Object> ordering) {
    int partitions() {
        return partitioner == null ? 1 : partitioner.numPartitions();
    }

    /** The entries of a table that nothing is put into any more. */
    SlotCursor over(CombineMap<?> map) {
        int count = map.size();
        int[] places = new int[count];
        int[] partitions = new int[count];
        int[] ends = new int[partitions() + 1];
        int n = 0;
        for (int slot = map.next(-1); slot >= 0; slot = map.next(slot)) {
            int place = map.place(slot);
            places[n] = place;
            partitions[n] = partition(map, place);
            ends[partitions[n] + 1]++;
            n++;
        }
        for (int p = 1; p < ends.length; p++) {
            ends[p] += ends[p - 1];
        }
        int[] byPartition = new int[count];
        for (int i = 0; i < count; i++) {
            byPartition[ends[partitions[i]]++] = places[i];
        }
        // Each entry has moved on to the end of its partition, which is where the next one starts.
        int from = 0;
        for (int p = 0; p < ends.length - 1; p++) {
            if (ordering == null) {
                byHashCode(map, byPartition, from, ends[p]);
            } else {
                byOrdering(map, byPartition, from, ends[p], ordering);
            }
            from = ends[p];
        }
        return new SlotCursor(map, byPartition, Arrays.copyOf(ends, ends.length - 1));
    }

    private int partition(CombineMap<?> map, int place) {
        if (partitioner == null) {
            return 0;
        }
        int known = map.partitionAt(place);
        return known < 0 ? partitioner.getPartition(map.keyAt(place)) : known;
    }

    private static void byHashCode(CombineMap<?> map, int[] places, int from, int until) {
        long[] hashes = new long[until - from];
        for (int i = from; i < until; i++) {
            hashes[i - from] = map.hashCodeAt(places[i]);
        }
        int[] sorted =
                RadixSort.sort(hashes, Arrays.copyOfRange(places, from, until)).along();
        System.arraycopy(sorted, 0, places, from, sorted.length);
    }

    // Null keys go to the user's comparator as they are, as in Spark.
    @SuppressWarnings("NullAway")
    private static void byOrdering(CombineMap<?> map, int[] places, int from, int until, Comparator<Object> ordering) {
        Integer[] boxed = new Integer[until - from];
        for (int i = from; i < until; i++) {
            boxed[i - from] = places[i];
        }
        Arrays.sort(boxed, (left, right) -> ordering.compare(map.keyAt(left), map.keyAt(right)));
        for (int i = 0; i < boxed.length; i++) {
            places[from + i] = boxed[i];
        }
    }

    /**
     * The hash code of Scala's pair of these two. For one key hash it differs with every partition, so keys of equal hash are of
     * one partition.
     */
    static int pairHash(int partition, int keyHash) {
        int h = mix(mix(PAIR_SEED, partition), keyHash) ^ 2;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }

    /** Scala's seed for products, 0xcafebabe, with the hash of the name of its pair class mixed in. */
    private static final int PAIR_SEED = mix(0xcafebabe, "Tuple2".hashCode());

    private static int mix(int hash, int data) {
        int k = Integer.rotateLeft(data * 0xcc9e2d51, 15) * 0x1b873593;
        return Integer.rotateLeft(hash ^ k, 13) * 5 + 0xe6546b64;
    }
}

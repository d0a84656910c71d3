// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.Aggregator;
import ember.model.KeyEquality;
import ember.model.KeyPartitioner;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Combines the values of each key of each partition, then gives the combiners by partition, ordered by key within it. Without an
 * ordering the hash codes of the keys order them, and keys of one hash code come in the order of Spark's table, which hashes the pair
 * of partition and key.
 *
 * <p>Used by one thread at a time.
 */
public final class OrderedCombineMap {
    private final Aggregator aggregator;
    private final KeyEquality equality;
    private final CombineMap<Object> map;

    /** @param equality when keys are the same, and their hashes */
    public OrderedCombineMap(Aggregator aggregator, KeyEquality equality) {
        this.aggregator = aggregator;
        this.equality = equality;
        this.map = new CombineMap<>(equality, false);
    }

    /** @param partition the key's, always the same for equal keys or else they are not combined */
    public void insert(int partition, @Nullable Object key, @Nullable Object value) throws Exception {
        int hash = pairHash(partition, equality.hash(key));
        int slot = map.find(key, hash);
        if (slot >= 0) {
            map.setValue(slot, aggregator.add(map.value(slot), value));
        } else {
            map.insert(~slot, key, hash, aggregator.create(value));
        }
    }

    /**
     * Gives all combiners, by ascending partition.
     *
     * @param partitioner the one that the inserted keys' partitions came from
     * @param ordering of keys within a partition; null: by hash code
     */
    public void forEachOrdered(KeyPartitioner partitioner, @Nullable Comparator<Object> ordering, Sink sink)
            throws Exception {
        int[] slots = new int[map.size()];
        int[] partitions = new int[map.size()];
        int[] ends = new int[partitioner.numPartitions() + 1];
        int n = 0;
        for (int slot = map.next(-1); slot >= 0; slot = map.next(slot)) {
            slots[n] = slot;
            partitions[n] = partitioner.getPartition(map.key(slot));
            ends[partitions[n] + 1]++;
            n++;
        }
        for (int p = 1; p < ends.length; p++) {
            ends[p] += ends[p - 1];
        }
        int[] byPartition = new int[n];
        for (int i = 0; i < n; i++) {
            byPartition[ends[partitions[i]]++] = slots[i];
        }
        // Each entry has moved on to the end of its partition, which is where the next one starts.
        int from = 0;
        for (int p = 0; p < ends.length - 1; p++) {
            int[] ordered = ordering == null
                    ? byHashCode(byPartition, from, ends[p])
                    : byOrdering(byPartition, from, ends[p], ordering);
            for (int slot : ordered) {
                sink.accept(p, map.key(slot), map.value(slot));
            }
            from = ends[p];
        }
    }

    private int[] byHashCode(int[] slots, int from, int until) {
        // The slot below the hash makes the sort stable.
        long[] keyed = new long[until - from];
        for (int i = from; i < until; i++) {
            Object key = map.key(slots[i]);
            keyed[i - from] = ((long) (key == null ? 0 : key.hashCode()) << 32) | slots[i];
        }
        Arrays.sort(keyed);
        int[] ordered = new int[keyed.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = (int) keyed[i];
        }
        return ordered;
    }

    // Null keys go to the user's comparator as they are, as in Spark.
    @SuppressWarnings("NullAway")
    private int[] byOrdering(int[] slots, int from, int until, Comparator<Object> ordering) {
        Integer[] boxed = new Integer[until - from];
        for (int i = from; i < until; i++) {
            boxed[i - from] = slots[i];
        }
        Arrays.sort(boxed, (left, right) -> ordering.compare(map.key(left), map.key(right)));
        int[] ordered = new int[boxed.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = boxed[i];
        }
        return ordered;
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

    /** Takes combiners. */
    public interface Sink {
        void accept(int partition, @Nullable Object key, @Nullable Object combiner) throws Exception;
    }
}

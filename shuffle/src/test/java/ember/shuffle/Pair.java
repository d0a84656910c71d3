// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.model.Aggregator;
import ember.model.GroupedValues;
import ember.model.KeyEquality;
import ember.model.KeyPartitioner;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import java.util.Comparator;

/** The pairs of the tests, and what a shuffle needs to know of them. */
public final class Pair {
    Object key;
    Object value;

    public Pair(Object key, Object value) {
        this.key = key;
        this.value = value;
    }

    /** Makes another pair of this one. */
    public void set(Object key, Object value) {
        this.key = key;
        this.value = value;
    }

    @Override
    public String toString() {
        return key + "=" + value;
    }

    public static final Pairing<Pair> PAIRING = new Pairing<>() {
        @Override
        public Object key(Pair pair) {
            return pair.key;
        }

        @Override
        public Object value(Pair pair) {
            return pair.value;
        }

        @Override
        public Pair of(Object key, Object value) {
            return new Pair(key, value);
        }
    };

    /** Adds up integers. */
    public static final Aggregator SUM = new Aggregator(
            value -> value,
            (sum, value) -> (Integer) sum + (Integer) value,
            (left, right) -> (Integer) left + (Integer) right);

    /** Collects values. */
    @SuppressWarnings("unchecked")
    public static final Aggregator GROUP = new Aggregator(
            value -> {
                GroupedValues<Object> group = new GroupedValues<>();
                group.append(value);
                return group;
            },
            (group, value) -> {
                ((GroupedValues<Object>) group).append(value);
                return group;
            },
            (left, right) -> {
                ((GroupedValues<Object>) left).appendAll((GroupedValues<Object>) right);
                return left;
            },
            true);

    /** Places keys by hash code, null first. */
    public static KeyPartitioner hash(int partitions) {
        return new KeyPartitioner() {
            @Override
            public int numPartitions() {
                return partitions;
            }

            @Override
            public int getPartition(Object key) {
                return key == null ? 0 : Math.floorMod(key.hashCode(), partitions);
            }
        };
    }

    public static ShuffleSpec<Pair> plain(int partitions) {
        return new ShuffleSpec<>(0, PAIRING, hash(partitions), null, false, null, KeyEquality.JDK);
    }

    public static ShuffleSpec<Pair> combining(int partitions, Aggregator aggregator, boolean mapSide) {
        return new ShuffleSpec<>(0, PAIRING, hash(partitions), aggregator, mapSide, null, KeyEquality.JDK);
    }

    public static ShuffleSpec<Pair> sorting(int partitions, Comparator<Object> ordering) {
        return new ShuffleSpec<>(0, PAIRING, hash(partitions), null, false, ordering, KeyEquality.JDK);
    }
}

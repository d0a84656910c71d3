// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.model.StorageLevel;
import ember.model.function.Function1;
import ember.rdd.ElementCount;
import ember.rdd.Jobs;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.operator.CartesianRdd;
import ember.rdd.operator.CoalescedRdd;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import ember.rdd.operator.ShuffledRdd;
import ember.rdd.operator.SubtractedRdd;
import ember.rdd.operator.ZippedPartitionsRdd;
import ember.rdd.operator.ZippedWithIndexRdd;
import ember.rdd.partition.HashPartitioner;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Operations on any elements that make pairs of them, to give away or on the way to something else.
 *
 * @param <P> the pairs that users see
 */
public final class KeyedTransformations<P> {
    private final Pairing<P> pairing;
    private final PairTransformations<P> pairs;

    /** @param combining when keys are the same while combining before a shuffle */
    public KeyedTransformations(Pairing<P> pairing, KeyEquality combining) {
        this.pairing = pairing;
        this.pairs = new PairTransformations<>(pairing, combining);
    }

    /** Pairs of what the function makes of an element, and the element. */
    public <T> Rdd<P> keyBy(Rdd<T> rdd, Function1<? super T, ?> function) {
        rdd.runner().checkClosure(function);
        return new NarrowRdd<>(rdd, new NarrowOp.KeyBy(Erased.pairing(pairing), Erased.function(function)), false);
    }

    /** @param partitioner null: the default one */
    public <T> Rdd<P> groupBy(Rdd<T> rdd, Function1<? super T, ?> function, @Nullable Partitioner partitioner) {
        Partitioner placed = partitioner == null ? DefaultPartitioner.of(List.of(rdd)) : partitioner;
        return pairs.groupByKey(keyBy(rdd, function), placed);
    }

    public <T> Rdd<T> distinct(Rdd<T> rdd) {
        return distinct(rdd, rdd.numPartitions());
    }

    /** One of each element. An RDD whose elements are placed already is not shuffled if its partition count stays. */
    public <T> Rdd<T> distinct(Rdd<T> rdd, int partitions) {
        if (rdd.partitioner() != null && rdd.numPartitions() == partitions) {
            return new NarrowRdd<>(rdd, new Steps.DistinctInPlace<>(pairing), true);
        }
        Rdd<P> combined = pairs.combineByKey(asKeys(rdd), Aggregators.first(), new HashPartitioner(partitions), true);
        return Erased.rdd(pairs.keys(combined));
    }

    private Rdd<P> asKeys(Rdd<?> rdd) {
        return new NarrowRdd<>(rdd, new NarrowOp.Map(new Steps.AsKey<>(pairing)), false);
    }

    /** Elements that both have, once each. */
    public <T> Rdd<T> intersection(Rdd<T> rdd, Rdd<? extends T> other) {
        Rdd<P> left = asKeys(rdd);
        Rdd<P> right = asKeys(other);
        return inBoth(left, right, DefaultPartitioner.of(List.of(left, right)));
    }

    /** Elements that both have, once each, placed by {@code partitioner}. */
    public <T> Rdd<T> intersection(Rdd<T> rdd, Rdd<? extends T> other, Partitioner partitioner) {
        return inBoth(asKeys(rdd), asKeys(other), partitioner);
    }

    private <T> Rdd<T> inBoth(Rdd<P> left, Rdd<P> right, Partitioner partitioner) {
        Rdd<P> grouped = new Joins<>(pairing).grouped(List.of(left, right), partitioner, new Steps.Same<>());
        Rdd<P> both = new NarrowRdd<>(grouped, new NarrowOp.Filter(new InBoth<>(pairing)), true);
        return Erased.rdd(pairs.keys(both));
    }

    private record InBoth<P>(Pairing<P> pairing) implements Function1<Object, Boolean> {
        @Override
        @SuppressWarnings("unchecked") // put after a cogroup of pairs of type P
        public Boolean call(Object pair) {
            for (Object side : Joins.sides(pairing.value((P) pair))) {
                if (!((Iterable<?>) side).iterator().hasNext()) {
                    return false;
                }
            }
            return true;
        }
    }

    public <T> Rdd<T> subtract(Rdd<T> rdd, Rdd<? extends T> other) {
        Partitioner partitioner = rdd.partitioner();
        return subtract(rdd, other, partitioner == null ? new HashPartitioner(rdd.numPartitions()) : partitioner);
    }

    /** Elements that the other does not have; those that are left keep their duplicates. */
    public <T> Rdd<T> subtract(Rdd<T> rdd, Rdd<? extends T> other, Partitioner partitioner) {
        // Elements become keys; if they are pairs placed by their own key, that still is where they belong.
        Partitioner placed =
                partitioner.equals(rdd.partitioner()) ? new ByInnerKey<>(pairing, partitioner) : partitioner;
        Rdd<P> kept = new SubtractedRdd<>(asKeys(rdd), asKeys(other), pairing, placed);
        return Erased.rdd(pairs.keys(kept));
    }

    private record ByInnerKey<P>(Pairing<P> pairing, Partitioner partitioner) implements Partitioner {
        @Override
        public int numPartitions() {
            return partitioner.numPartitions();
        }

        @Override
        @SuppressWarnings("unchecked") // an RDD with a partitioner holds pairs
        public int getPartition(@Nullable Object pair) {
            return partitioner.getPartition(pair == null ? null : pairing.key((P) pair));
        }
    }

    public Rdd<P> cartesian(Rdd<?> left, Rdd<?> right) {
        return new CartesianRdd<>(left, right, pairing);
    }

    /** Pairs of elements at the same position; the sides must have equally many in each partition. */
    public Rdd<P> zip(Rdd<?> left, Rdd<?> right) {
        return new ZippedPartitionsRdd<>(List.of(left, right), new PairUp<>(pairing));
    }

    /** Each element with its position in the RDD. Counts the elements of all partitions but the last by a job, if there are several. */
    public Rdd<P> zipWithIndex(Rdd<?> rdd) {
        // Made before its job runs, as in Spark: what the job makes has later numbers.
        ZippedWithIndexRdd<P> zipped = new ZippedWithIndexRdd<>(rdd, pairing);
        int partitions = rdd.numPartitions();
        long[] starts = new long[partitions];
        if (partitions > 1) {
            rdd.runner()
                    .runJob(
                            Erased.rdd(nearestWithSameCounts(rdd)),
                            new ElementCount<>(true),
                            Jobs.firstPartitions(partitions - 1),
                            (i, count) -> starts[i + 1] = count);
            for (int i = 1; i < partitions; i++) {
                starts[i] += starts[i - 1];
            }
        }
        zipped.startAt(starts);
        return zipped;
    }

    /** Steps that make one element of one need not run to be counted, as in Spark, unless their result is kept. */
    private static Rdd<?> nearestWithSameCounts(Rdd<?> rdd) {
        Rdd<?> counted = rdd;
        while (counted instanceof NarrowRdd<?, ?> step
                && isOneToOne(step.op())
                && step.storageLevel().equals(StorageLevel.NONE)
                && step.ancestry().standIn() == null) {
            counted = step.dependencies().get(0).rdd();
        }
        return counted;
    }

    /** What Spark makes with its {@code map}: values are mapped otherwise. */
    private static boolean isOneToOne(NarrowOp op) {
        return op instanceof NarrowOp.Map
                || op instanceof NarrowOp.MapToDouble
                || op instanceof NarrowOp.KeyBy
                || op instanceof NarrowOp.Keys
                || op instanceof NarrowOp.Values;
    }

    /** Each element with a number that no other has, without a job. */
    public Rdd<P> zipWithUniqueId(Rdd<?> rdd) {
        return new NarrowRdd<>(rdd, new Steps.WithUniqueId<>(pairing, rdd.numPartitions()), false, true);
    }

    /**
     * Exactly {@code partitions} partitions of nearly equal size.
     *
     * @throws IllegalArgumentException if {@code partitions} is less than 1
     */
    public <T> Rdd<T> repartition(Rdd<T> rdd, int partitions) {
        if (partitions < 1) {
            throw new IllegalArgumentException(
                    "requirement failed: Number of partitions (" + partitions + ") must be positive.");
        }
        Rdd<P> dealt = new NarrowRdd<>(rdd, new Steps.RoundRobin<>(pairing, partitions), false, true);
        Rdd<P> moved = ShuffledRdd.moving(dealt, pairing, new HashPartitioner(partitions));
        return Erased.rdd(pairs.values(new CoalescedRdd<>(moved, partitions)));
    }

    public <T> Rdd<T> coalesce(Rdd<T> rdd, int partitions, boolean shuffle) {
        return shuffle ? repartition(rdd, partitions) : Transformations.coalesce(rdd, partitions);
    }

    /** Ordered by what the function makes of the elements. Samples by a job if {@code partitions} is more than 1. */
    public <T, K> Rdd<T> sortBy(
            Rdd<T> rdd,
            Function1<? super T, ? extends K> function,
            Comparator<? super K> ordering,
            boolean ascending,
            int partitions) {
        return Erased.rdd(pairs.values(pairs.sortByKey(keyBy(rdd, function), ordering, ascending, partitions)));
    }
}

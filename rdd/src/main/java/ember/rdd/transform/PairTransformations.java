// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.Aggregator;
import ember.model.Failures;
import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.model.function.Function0;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.JobRunner;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import ember.rdd.operator.PartitionPruningRdd;
import ember.rdd.operator.ShuffledRdd;
import ember.rdd.operator.SubtractedRdd;
import ember.rdd.partition.HashPartitioner;
import ember.rdd.partition.RangePartitioner;
import ember.rdd.sketch.DistinctSketch;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Operations on pairs, by key. Pairs that are placed already as the operation wants them are not shuffled.
 *
 * @param <P> the pairs that users see
 */
public final class PairTransformations<P> {
    private final Pairing<P> pairing;
    private final KeyEquality combining;

    /** @param combining when keys are the same while combining before a shuffle */
    public PairTransformations(Pairing<P> pairing, KeyEquality combining) {
        this.pairing = pairing;
        this.combining = combining;
    }

    /** How an operation on these RDDs places keys if nothing is said. */
    public Partitioner defaultPartitioner(Rdd<?>... rdds) {
        return DefaultPartitioner.of(List.of(rdds));
    }

    public Rdd<P> mapValues(Rdd<P> rdd, Function1<?, ?> function) {
        rdd.runner().checkClosure(function);
        return withValues(rdd, Erased.function(function));
    }

    Rdd<P> withValues(Rdd<P> rdd, Function1<Object, Object> function) {
        return new NarrowRdd<>(rdd, new NarrowOp.MapValues(Erased.pairing(pairing), function), true);
    }

    public Rdd<P> flatMapValues(Rdd<P> rdd, Function1<?, ? extends Iterator<?>> function) {
        rdd.runner().checkClosure(function);
        return new NarrowRdd<>(
                rdd, new NarrowOp.FlatMapValues(Erased.pairing(pairing), Erased.function(function)), true);
    }

    public <K> Rdd<K> keys(Rdd<P> rdd) {
        return new NarrowRdd<>(rdd, new NarrowOp.Keys(Erased.pairing(pairing)), false);
    }

    public <V> Rdd<V> values(Rdd<P> rdd) {
        return new NarrowRdd<>(rdd, new NarrowOp.Values(Erased.pairing(pairing)), false);
    }

    /** @param mapSideCombine combine before the shuffle too */
    public Rdd<P> combineByKey(
            Rdd<P> rdd,
            Function1<?, ?> createCombiner,
            Function2<?, ?, ?> mergeValue,
            Function2<?, ?, ?> mergeCombiners,
            Partitioner partitioner,
            boolean mapSideCombine) {
        JobRunner runner = rdd.runner();
        runner.checkClosure(createCombiner);
        runner.checkClosure(mergeValue);
        runner.checkClosure(mergeCombiners);
        Aggregator aggregator = new Aggregator(
                Erased.function(createCombiner), Erased.function(mergeValue), Erased.function(mergeCombiners));
        return combineByKey(rdd, aggregator, partitioner, mapSideCombine);
    }

    Rdd<P> combineByKey(Rdd<P> rdd, Aggregator aggregator, Partitioner partitioner, boolean mapSideCombine) {
        if (partitioner.equals(rdd.partitioner())) {
            return new NarrowRdd<>(rdd, new Steps.CombineInPlace<>(pairing, aggregator), true);
        }
        return ShuffledRdd.combining(rdd, pairing, partitioner, aggregator, mapSideCombine, combining);
    }

    public Rdd<P> reduceByKey(Rdd<P> rdd, Function2<?, ?, ?> function, Partitioner partitioner) {
        rdd.runner().checkClosure(function);
        return combineByKey(rdd, Aggregators.reducing(function), partitioner, true);
    }

    /** @param zero copied for every key of every map task; serialisable */
    public Rdd<P> foldByKey(Rdd<P> rdd, Object zero, Function2<?, ?, ?> function, Partitioner partitioner) {
        return aggregateByKey(rdd, zero, function, function, partitioner);
    }

    /** @param zero copied for every key of every map task; serialisable */
    public Rdd<P> aggregateByKey(
            Rdd<P> rdd, Object zero, Function2<?, ?, ?> add, Function2<?, ?, ?> join, Partitioner partitioner) {
        JobRunner runner = rdd.runner();
        Function0<Object> zeros;
        try {
            zeros = runner.copiesOf(zero);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
        runner.checkClosure(add);
        runner.checkClosure(join);
        return combineByKey(rdd, Aggregators.folding(zeros, add, join), partitioner, true);
    }

    /**
     * Each key with an estimate of how many different values it has.
     *
     * @param relativeDeviation standard deviation of the estimate, as a part of it
     * @throws IllegalArgumentException if the deviation is too small
     */
    public Rdd<P> countApproxDistinctByKey(Rdd<P> rdd, double relativeDeviation, Partitioner partitioner) {
        int precision = DistinctSketch.precisionFor(relativeDeviation);
        Aggregator sketches = new Aggregator(
                value -> DistinctSketch.empty(precision).add(value),
                (sketch, value) -> ((DistinctSketch) sketch).add(value),
                (sketch, other) -> ((DistinctSketch) sketch).merge((DistinctSketch) other));
        Rdd<P> sketched = combineByKey(rdd, sketches, partitioner, true);
        return withValues(sketched, sketch -> ((DistinctSketch) sketch).estimate());
    }

    /** Each key with all its values as one collection. */
    public Rdd<P> groupByKey(Rdd<P> rdd, Partitioner partitioner) {
        Rdd<P> grouped = combineByKey(rdd, Aggregators.grouping(), partitioner, false);
        return withValues(grouped, new Steps.Same<>());
    }

    /** The pairs placed by {@code partitioner}; the RDD itself if they are already. */
    public Rdd<P> partitionBy(Rdd<P> rdd, Partitioner partitioner) {
        return partitioner.equals(rdd.partitioner()) ? rdd : ShuffledRdd.moving(rdd, pairing, partitioner);
    }

    /** The pairs placed by {@code partitioner}, each partition ordered by key. */
    public Rdd<P> repartitionAndSortWithinPartitions(Rdd<P> rdd, Partitioner partitioner, Comparator<?> ordering) {
        rdd.runner().checkClosure(ordering);
        Comparator<Object> keys = Erased.comparator(ordering);
        if (partitioner.equals(rdd.partitioner())) {
            return new NarrowRdd<>(rdd, new Steps.SortInPlace<>(pairing, keys), true);
        }
        return ShuffledRdd.sorting(rdd, pairing, partitioner, keys);
    }

    /** The pairs in the order of their keys, over all partitions. Samples by a job if {@code partitions} is more than 1. */
    public Rdd<P> sortByKey(Rdd<P> rdd, Comparator<?> ordering, boolean ascending, int partitions) {
        rdd.runner().checkClosure(ordering);
        Comparator<Object> keys = Erased.comparator(ordering);
        Partitioner ranges = RangeSampling.partitioner(rdd, pairing, keys, ascending, partitions);
        return ShuffledRdd.sorting(rdd, pairing, ranges, ascending ? keys : keys.reversed());
    }

    /** Pairs with keys in [lower, upper]. Looks only into partitions that may have such, if keys are placed in ranges. */
    public Rdd<P> filterByRange(Rdd<P> rdd, Comparator<?> ordering, Object lower, Object upper) {
        rdd.runner().checkClosure(ordering);
        Comparator<Object> keys = Erased.comparator(ordering);
        Rdd<P> candidates = rdd;
        if (rdd.partitioner() instanceof RangePartitioner ranges) {
            int one = ranges.getPartition(lower);
            int other = ranges.getPartition(upper);
            int first = Math.min(one, other);
            int last = Math.max(one, other);
            candidates = new PartitionPruningRdd<>(rdd, index -> index >= first && index <= last);
        }
        return new NarrowRdd<>(candidates, new NarrowOp.Filter(new KeyInRange<>(pairing, keys, lower, upper)), true);
    }

    private record KeyInRange<P>(Pairing<P> pairing, Comparator<Object> ordering, Object lower, Object upper)
            implements Function1<Object, Boolean> {
        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // put after pairs of type P; a null key is the ordering's business
        public Boolean call(Object pair) {
            Object key = pairing.key((P) pair);
            return ordering.compare(key, lower) >= 0 && ordering.compare(key, upper) <= 0;
        }
    }

    /** Pairs whose key the other does not have. */
    public Rdd<P> subtractByKey(Rdd<P> rdd, Rdd<P> other, Partitioner partitioner) {
        return new SubtractedRdd<>(rdd, other, pairing, partitioner);
    }

    /** What {@link #subtractByKey} uses if nothing is said. */
    public Partitioner ownOrHash(Rdd<P> rdd) {
        Partitioner own = rdd.partitioner();
        return own == null ? new HashPartitioner(rdd.numPartitions()) : own;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.model.function.Function0;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.Elements;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.PartitionOp;
import ember.rdd.operator.NarrowRdd;
import ember.rdd.partition.HashPartitioner;
import ember.rdd.transform.PairTransformations;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reductions in several levels, so that the driver gets few results of many partitions.
 *
 * @param <P> pairs that carry results between the levels
 */
public final class TreeActions<P> {
    private final Pairing<P> pairing;
    private final PairTransformations<P> pairs;

    public TreeActions(Pairing<P> pairing) {
        this.pairing = pairing;
        this.pairs = new PairTransformations<>(pairing, KeyEquality.JDK);
    }

    /**
     * @param depth levels suggested, at least 1
     * @throws UnsupportedOperationException if there are no elements
     */
    public <T> T treeReduce(Rdd<T> rdd, Function2<T, T, T> function, int depth) {
        requireDepth(depth);
        rdd.runner().checkClosure(function);
        Rdd<Elements> partials = new NarrowRdd<>(rdd, new ReduceOp<>(function), false);
        Function2<Elements, Elements, Elements> join = new JoinPartials<>(function);
        return Partials.single(rdd, treeAggregate(partials, Elements.none(), join, join, depth, false));
    }

    private record ReduceOp<T>(Function2<T, T, T> function) implements PartitionOp {
        @Override
        @SuppressWarnings("unchecked") // put after an RDD of such elements
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) throws Exception {
            return List.of(new Partials.Reduce<>(function).apply(context, (Iterator<T>) elements))
                    .iterator();
        }
    }

    private record JoinPartials<T>(Function2<T, T, T> function) implements Function2<Elements, Elements, Elements> {
        @Override
        public Elements call(Elements left, Elements right) throws Exception {
            return Partials.join(left, right, function);
        }
    }

    /**
     * @param zero the start in every partition, in every level's tasks, and in the driver; copied, serialisable
     * @param depth levels suggested, at least 1
     * @param finalAggregateOnExecutor a last task puts all together, so the driver gets one result
     */
    public <T, U> U treeAggregate(
            Rdd<T> rdd,
            U zero,
            Function2<U, T, U> add,
            Function2<U, U, U> join,
            int depth,
            boolean finalAggregateOnExecutor) {
        requireDepth(depth);
        Function0<U> zeros = Driver.copiesOf(rdd, zero);
        if (rdd.numPartitions() == 0) {
            return Driver.start(zeros);
        }
        rdd.runner().checkClosure(add);
        rdd.runner().checkClosure(join);
        Rdd<U> partials = new NarrowRdd<>(rdd, new AggregateOp<>(zeros, add), false);
        int count = partials.numPartitions();
        int scale = Math.max((int) Math.ceil(Math.pow(count, 1.0 / depth)), 2);
        while (count > scale + Math.ceil((double) count / scale)) {
            count /= scale;
            partials = level(partials, new DealOut<>(pairing, count), zero, join, new HashPartitioner(count));
        }
        if (finalAggregateOnExecutor && partials.numPartitions() > 1) {
            partials = level(partials, new NarrowOp.Map(new Together<>(pairing)), zero, join, new OnePartition());
        }
        return Actions.fold(partials, zero, join);
    }

    private <U> Rdd<U> level(Rdd<U> partials, NarrowOp keys, U zero, Function2<U, U, U> join, Partitioner partitioner) {
        Rdd<P> dealt = new NarrowRdd<>(partials, keys, false);
        return pairs.values(pairs.foldByKey(dealt, zero, join, partitioner));
    }

    private static void requireDepth(int depth) {
        if (depth < 1) {
            throw new IllegalArgumentException(
                    "requirement failed: Depth must be greater than or equal to 1 but got " + depth + ".");
        }
    }

    private record AggregateOp<T, U>(Function0<U> zeros, Function2<U, T, U> add) implements PartitionOp {
        @Override
        @SuppressWarnings("unchecked") // put after an RDD of such elements
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) throws Exception {
            U sum = new Partials.Aggregate<>(zeros, add).apply(context, (Iterator<T>) elements);
            return Elements.single(sum).iterator();
        }
    }

    /** Partition i's results go to partition i modulo the next level's count. */
    private record DealOut<P>(Pairing<P> pairing, int count) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) {
            return new Iterator<P>() {
                @Override
                public boolean hasNext() {
                    return elements.hasNext();
                }

                @Override
                public P next() {
                    return pairing.of(partition % count, elements.next());
                }
            };
        }
    }

    private record Together<P>(Pairing<P> pairing) implements Function1<Object, Object> {
        @Override
        public Object call(Object element) {
            return pairing.of((byte) 0, element);
        }
    }

    /** Everything in one place; never equal to a partitioner of the user's. */
    private record OnePartition() implements Partitioner {
        @Override
        public int numPartitions() {
            return 1;
        }

        @Override
        public int getPartition(@Nullable Object key) {
            return 0;
        }
    }
}

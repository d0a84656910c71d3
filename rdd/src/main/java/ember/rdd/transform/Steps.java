// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.Aggregator;
import ember.model.Pairing;
import ember.model.function.Function1;
import ember.rdd.Elements;
import ember.rdd.TaskContext;
import ember.rdd.operator.FewElements;
import ember.rdd.operator.NarrowOp.PartitionOp;
import ember.rdd.partition.XorShiftRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/** Narrow steps of Ember's own, of which the operations are put together. Records of what cannot change, so tasks share them. */
final class Steps {
    private Steps() {}

    /** An element as it is. */
    record Same<T>() implements Function1<T, T> {
        @Override
        public T call(T value) {
            return value;
        }
    }

    /** An element as the key of a pair without a value. */
    record AsKey<P>(Pairing<P> pairing) implements Function1<Object, Object> {
        @Override
        public Object call(Object element) {
            return pairing.of(element, null);
        }
    }

    /** A partition as one list. */
    record Glom() implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) {
            List<Object> all = new ArrayList<>();
            elements.forEachRemaining(all::add);
            return FewElements.one(Collections.unmodifiableList(all));
        }
    }

    /** A partition as one array. */
    record ToArray() implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) {
            return FewElements.one(Elements.of(elements).values());
        }
    }

    /** Combines the values of a key in a partition that has all pairs of its keys already. */
    record CombineInPlace<P>(Pairing<P> pairing, Aggregator aggregator) implements PartitionOp {
        @Override
        @SuppressWarnings("unchecked") // put after RDDs of pairs only
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) throws Exception {
            return context.combine((Iterator<P>) elements, pairing, aggregator);
        }
    }

    /** Orders a partition's pairs by key. */
    record SortInPlace<P>(Pairing<P> pairing, Comparator<Object> ordering) implements PartitionOp {
        @Override
        @SuppressWarnings("unchecked") // put after RDDs of pairs only
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) throws Exception {
            return context.sort((Iterator<P>) elements, pairing, ordering);
        }
    }

    /** One of each element of a partition. */
    record DistinctInPlace<P>(Pairing<P> pairing) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) throws Exception {
            Iterator<P> pairs = new Mapped<>(elements, element -> pairing.of(element, null));
            return new Mapped<>(context.combine(pairs, pairing, Aggregators.first()), pairing::key);
        }
    }

    /** Deals elements out to the partitions in turn, from a start of the partition's own. */
    record RoundRobin<P>(Pairing<P> pairing, int numPartitions) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) {
            int start = new XorShiftRandom(partition).nextInt(numPartitions);
            return new Iterator<P>() {
                private int position = start;

                @Override
                public boolean hasNext() {
                    return elements.hasNext();
                }

                @Override
                public P next() {
                    // The key is its own hash code, and may run over: a hash partitioner takes it modulo.
                    return pairing.of(++position, elements.next());
                }
            };
        }
    }

    /** The i-th element of partition k of n, with the number i*n + k. */
    record WithUniqueId<P>(Pairing<P> pairing, int numPartitions) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) {
            return new Iterator<P>() {
                private long id = partition;

                @Override
                public boolean hasNext() {
                    return elements.hasNext();
                }

                @Override
                public P next() {
                    P pair = pairing.of(elements.next(), id);
                    id += numPartitions;
                    return pair;
                }
            };
        }
    }
}

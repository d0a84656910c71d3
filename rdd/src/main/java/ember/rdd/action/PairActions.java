// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.Elements;
import ember.rdd.Jobs;
import ember.rdd.PartitionFunction;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowRdd;
import ember.rdd.transform.PairTransformations;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Actions by key.
 *
 * @param <P> the pairs that users see
 */
public final class PairActions<P> {
    private final Pairing<P> pairing;
    private final KeyEquality equality;
    private final PairTransformations<P> pairs;

    /** @param equality when keys are the same, for combining before a shuffle and for {@link #lookup} */
    public PairActions(Pairing<P> pairing, KeyEquality equality) {
        this.pairing = pairing;
        this.equality = equality;
        this.pairs = new PairTransformations<>(pairing, equality);
    }

    /** Pairs of a key and how often it is there, as a Long. */
    public List<P> countByKey(Rdd<P> rdd) {
        Rdd<P> ones = pairs.mapValues(rdd, new One());
        return Jobs.collect(pairs.reduceByKey(ones, new Sum(), pairs.defaultPartitioner(ones)));
    }

    /** Pairs of an element and how often it is there, as a Long. */
    public List<P> countByValue(Rdd<?> rdd) {
        return countByKey(new NarrowRdd<>(rdd, new NarrowOp.Map(new WithoutValue<>(pairing)), false));
    }

    private record One() implements Function1<Object, Object> {
        @Override
        public Object call(Object value) {
            return 1L;
        }
    }

    private record Sum() implements Function2<Long, Long, Long> {
        @Override
        public Long call(Long left, Long right) {
            return left + right;
        }
    }

    private record WithoutValue<P>(Pairing<P> pairing) implements Function1<Object, Object> {
        @Override
        public Object call(Object element) {
            return pairing.of(element, null);
        }
    }

    /** The values of a key. Looks into one partition if keys are placed. */
    public <V> List<V> lookup(Rdd<P> rdd, @Nullable Object key) {
        rdd.runner().checkClosure(new HasKey<>(pairing, equality, key));
        Partitioner partitioner = rdd.partitioner();
        if (partitioner == null) {
            Rdd<P> found = new NarrowRdd<>(rdd, new NarrowOp.Filter(new HasKey<>(pairing, equality, key)), true);
            return Jobs.collect(pairs.values(found));
        }
        Elements[] found = new Elements[1];
        int[] partition = {partitioner.getPartition(key)};
        rdd.runner().runJob(rdd, new ValuesOf<>(pairing, equality, key), partition, (i, values) -> found[i] = values);
        return Elements.concat(found);
    }

    private record HasKey<P>(
            Pairing<P> pairing,
            KeyEquality equality,
            @Nullable Object key) implements Function1<Object, Boolean> {
        @Override
        @SuppressWarnings("unchecked") // put after pairs of type P
        public Boolean call(Object pair) {
            return equality.equal(pairing.key((P) pair), key);
        }
    }

    private record ValuesOf<P>(
            Pairing<P> pairing,
            KeyEquality equality,
            @Nullable Object key) implements PartitionFunction<P, Elements> {
        @Override
        public Elements apply(TaskContext context, Iterator<P> elements) {
            List<Object> values = new ArrayList<>();
            while (elements.hasNext()) {
                P pair = elements.next();
                if (equality.equal(pairing.key(pair), key)) {
                    values.add(pairing.value(pair));
                }
            }
            return Elements.of(values.iterator());
        }
    }
}

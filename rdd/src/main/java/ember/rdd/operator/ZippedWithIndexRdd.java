// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Pairing;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;

/** Each element with its position in the whole RDD. */
public final class ZippedWithIndexRdd<P> extends Rdd<P> {
    private final Pairing<P> pairing;
    private volatile long[] starts = {};

    public ZippedWithIndexRdd(Rdd<?> parent, Pairing<P> pairing) {
        super(parent.runner(), List.of(new NarrowDependency.OneToOne(parent)));
        this.pairing = pairing;
    }

    /** Says which position each partition begins with, before anything is read. */
    public void startAt(long[] positions) {
        starts = positions.clone();
    }

    @Override
    public String kind() {
        return "ZippedWithIndexRDD";
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return Indexes.upTo(dependencies().get(0).rdd().numPartitions());
    }

    @Override
    public Iterator<P> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        Iterator<?> elements = context.read(parents.get(0).rdd(), partition.index());
        return new Iterator<>() {
            private long position = starts[partition.index()];

            @Override
            public boolean hasNext() {
                return elements.hasNext();
            }

            @Override
            public P next() {
                return pairing.of(elements.next(), position++);
            }
        };
    }
}

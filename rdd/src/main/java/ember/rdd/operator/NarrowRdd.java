// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A parent and one {@link NarrowOp}, partition by partition. Partitions are indices, and a chain of steps has one list of them.
 */
public final class NarrowRdd<T, U> extends Rdd<U> {
    private final NarrowOp op;
    private final @Nullable Partitioner partitioner;
    private final boolean orderSensitive;
    private final boolean startsBarrier;

    /** @param keepsPartitioning the step leaves keys as they are, so the parent's partitioner still holds */
    public NarrowRdd(Rdd<T> parent, NarrowOp op, boolean keepsPartitioning) {
        this(parent, op, keepsPartitioning, false, false);
    }

    /** @param orderSensitive the step's result depends on the order of the parent's elements */
    public NarrowRdd(Rdd<T> parent, NarrowOp op, boolean keepsPartitioning, boolean orderSensitive) {
        this(parent, op, keepsPartitioning, orderSensitive, false);
    }

    private NarrowRdd(
            Rdd<T> parent, NarrowOp op, boolean keepsPartitioning, boolean orderSensitive, boolean startsBarrier) {
        super(parent.runner(), List.of(new NarrowDependency.OneToOne(parent)));
        this.startsBarrier = startsBarrier;
        this.orderSensitive = orderSensitive;
        this.op = op;
        this.partitioner = keepsPartitioning ? parent.partitioner() : null;
    }

    /** A step that only tasks may compute that all run at once. */
    public static <T, U> NarrowRdd<T, U> barrier(Rdd<T> parent, NarrowOp op, boolean keepsPartitioning) {
        return new NarrowRdd<>(parent, op, keepsPartitioning, false, true);
    }

    public NarrowOp op() {
        return op;
    }

    @Override
    public String kind() {
        return "MapPartitionsRDD";
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return partitioner;
    }

    @Override
    public boolean isOrderSensitive() {
        return orderSensitive;
    }

    @Override
    protected boolean startsBarrier() {
        return startsBarrier;
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        Rdd<?> parent = dependencies().get(0).rdd();
        return parent instanceof NarrowRdd<?, ?> ? parent.partitions() : Indexes.upTo(parent.numPartitions());
    }

    @Override
    public List<Object> closures() {
        return List.of(op);
    }

    /** Never called by the pipeline, which reads steps as data; here for whoever computes one RDD by hand. */
    @Override
    public Iterator<U> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        return context.read(this, partition.index());
    }
}

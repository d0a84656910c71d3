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
 * A parent and one {@link NarrowOp}, partition by partition.
 *
 * <p>Knows the {@link #root} of its chain, the nearest ancestor that is not such a step, so a chain of any length lists its
 * partitions without a walk.
 */
public final class NarrowRdd<T, U> extends Rdd<U> {
    private final Rdd<T> parent;
    private final Rdd<?> root;
    private final NarrowOp op;
    private final @Nullable Partitioner partitioner;
    private final boolean orderSensitive;
    private final boolean startsBarrier;
    private final List<Dependency> dependencies;

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
        super(parent.runner());
        this.startsBarrier = startsBarrier;
        this.orderSensitive = orderSensitive;
        this.parent = parent;
        this.root = parent instanceof NarrowRdd<?, ?> step ? step.root : parent;
        this.op = op;
        this.partitioner = keepsPartitioning ? parent.partitioner() : null;
        this.dependencies = List.of(new NarrowDependency.OneToOne(parent));
    }

    /** A step that only tasks may compute that all run at once. */
    public static <T, U> NarrowRdd<T, U> barrier(Rdd<T> parent, NarrowOp op, boolean keepsPartitioning) {
        return new NarrowRdd<>(parent, op, keepsPartitioning, false, true);
    }

    public Rdd<T> parent() {
        return parent;
    }

    public Rdd<?> root() {
        return root;
    }

    public NarrowOp op() {
        return op;
    }

    @Override
    public String kind() {
        return "MapPartitionsRDD";
    }

    @Override
    public List<Dependency> dependencies() {
        return dependencies;
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
    protected Rdd<?> partitionOwner() {
        return root;
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return root.partitions();
    }

    @Override
    public List<Object> closures() {
        return List.of(op);
    }

    /** Never called by the pipeline, which reads steps as data; here for whoever computes one RDD by hand. */
    @Override
    public Iterator<U> compute(Partition partition, TaskContext context) throws Exception {
        return context.read(this, partition);
    }
}

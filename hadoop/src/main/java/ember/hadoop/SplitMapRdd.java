// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.hadoop;

import ember.model.function.Function2;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a function makes of each split of Hadoop's and its records. */
final class SplitMapRdd<T, R> extends Rdd<R> {
    private final String kind;
    private final Function2<Object, Iterator<T>, Iterator<R>> function;
    private final @Nullable Partitioner partitioner;

    SplitMapRdd(Rdd<T> read, Function2<Object, Iterator<T>, Iterator<R>> function, boolean keepsPartitioning) {
        super(read.runner(), List.of(new NarrowDependency.OneToOne(read)));
        this.kind = read instanceof NewHadoopRdd<?, ?>
                ? "NewHadoopMapPartitionsWithSplitRDD"
                : "HadoopMapPartitionsWithSplitRDD";
        this.function = function;
        this.partitioner = keepsPartitioning ? read.partitioner() : null;
    }

    @Override
    public String kind() {
        return kind;
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return partitioner;
    }

    @Override
    public List<Object> closures() {
        return List.of(function);
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return dependencies().get(0).rdd().partitions();
    }

    @Override
    @SuppressWarnings("unchecked") // the parent that the constructor was given
    public Iterator<R> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        Iterator<T> records = context.read((Rdd<T>) parents.get(0).rdd(), partition.index());
        return context.closure(function).call(((HadoopSplit) partition).split(), records);
    }
}

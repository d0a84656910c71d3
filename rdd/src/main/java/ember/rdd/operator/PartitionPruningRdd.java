// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;

/** Some of the parent's partitions: the others are known to hold nothing of interest. */
public final class PartitionPruningRdd<T> extends Rdd<T> {
    private final Rdd<T> parent;
    private final IntPredicate kept;
    private final List<Dependency> dependencies;

    /** @param kept by the parent's index; always the same answer */
    public PartitionPruningRdd(Rdd<T> parent, IntPredicate kept) {
        super(parent.runner());
        this.parent = parent;
        this.kept = kept;
        this.dependencies = List.of(new Survivors<>(this));
    }

    private record Survivor(int index, Partition of) implements Partition {}

    private record Survivors<T>(PartitionPruningRdd<T> child) implements NarrowDependency {
        @Override
        public Rdd<T> rdd() {
            return child.parent;
        }

        @Override
        public int[] parents(int partition) {
            return new int[] {((Survivor) child.partitions().get(partition)).of.index()};
        }
    }

    @Override
    public String kind() {
        return "PartitionPruningRDD";
    }

    @Override
    public List<Dependency> dependencies() {
        return dependencies;
    }

    @Override
    protected List<Rdd<T>> partitionSources() {
        return List.of(parent);
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<Survivor> survivors = new ArrayList<>();
        for (Partition partition : parent.partitions()) {
            if (kept.test(partition.index())) {
                survivors.add(new Survivor(survivors.size(), partition));
            }
        }
        return survivors;
    }

    @Override
    public Iterator<T> compute(Partition partition, TaskContext context) throws Exception {
        return context.read(parent, ((Survivor) partition).of);
    }
}

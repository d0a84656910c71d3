// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Some of the parent's partitions: the others are known to hold nothing of interest. */
public final class PartitionPruningRdd<T> extends Rdd<T> {
    /** @param kept by the parent's index; always the same answer */
    public PartitionPruningRdd(Rdd<T> parent, IntPredicate kept) {
        super(parent.runner(), List.of(new Survivors(parent, kept)));
    }

    /** Knows which partitions of the parent are left, found out at the first question. */
    private static final class Survivors implements NarrowDependency {
        private final Rdd<?> parent;
        private final IntPredicate kept;
        private volatile int @Nullable [] left;

        private Survivors(Rdd<?> parent, IntPredicate kept) {
            this.parent = parent;
            this.kept = kept;
        }

        @Override
        public Rdd<?> rdd() {
            return parent;
        }

        private int[] left() {
            int[] known = left;
            if (known == null) {
                known = IntStream.range(0, parent.numPartitions()).filter(kept).toArray();
                left = known;
            }
            return known;
        }

        @Override
        public int[] parents(int partition) {
            return new int[] {left()[partition]};
        }
    }

    @Override
    public String kind() {
        return "PartitionPruningRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return Indexes.upTo(((Survivors) dependencies().get(0)).left().length);
    }

    @Override
    @SuppressWarnings("unchecked") // the parent has the same elements
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        Survivors survivors = (Survivors) parents.get(0);
        return (Iterator<T>) context.read(survivors.parent, survivors.left()[partition.index()]);
    }
}

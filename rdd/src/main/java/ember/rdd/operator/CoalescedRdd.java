// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;

/** Fewer partitions without a shuffle: each is a run of neighbouring partitions of the parent. */
public final class CoalescedRdd<T> extends Rdd<T> {
    /**
     * @param maxPartitions at least 1; there are no more than the parent has
     */
    public CoalescedRdd(Rdd<T> parent, int maxPartitions) {
        super(parent.runner(), List.of(new Runs(parent, maxPartitions)));
    }

    /** As many parents of each partition as of any other, but for one. */
    private record Runs(Rdd<?> rdd, int maxPartitions) implements NarrowDependency {
        int count() {
            return Math.min(maxPartitions, rdd.numPartitions());
        }

        int start(int run) {
            return (int) ((long) run * rdd.numPartitions() / count());
        }

        @Override
        public int[] parents(int partition) {
            int start = start(partition);
            int[] parents = new int[start(partition + 1) - start];
            for (int i = 0; i < parents.length; i++) {
                parents[i] = start + i;
            }
            return parents;
        }
    }

    @Override
    public String kind() {
        return "CoalescedRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return Indexes.upTo(((Runs) dependencies().get(0)).count());
    }

    @Override
    @SuppressWarnings("unchecked") // the parent has the same elements
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        Runs runs = (Runs) parents.get(0);
        int start = runs.start(partition.index());
        return new ConcatIterator<>(
                runs.start(partition.index() + 1) - start, i -> (Iterator<T>) context.read(runs.rdd, start + i));
    }
}

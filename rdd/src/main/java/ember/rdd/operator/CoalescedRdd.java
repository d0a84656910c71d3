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

/** Fewer partitions without a shuffle: each is a run of neighbouring partitions of the parent. */
public final class CoalescedRdd<T> extends Rdd<T> {
    private final Rdd<T> parent;
    private final int maxPartitions;
    private final List<Dependency> dependencies;

    /**
     * @param maxPartitions at least 1; there are no more than the parent has
     */
    public CoalescedRdd(Rdd<T> parent, int maxPartitions) {
        super(parent.runner());
        this.parent = parent;
        this.maxPartitions = maxPartitions;
        this.dependencies = List.of(new Runs<>(this));
    }

    /** The parent's partitions [from, until). */
    private record Run(int index, int from, int until) implements Partition {}

    private record Runs<T>(CoalescedRdd<T> child) implements NarrowDependency {
        @Override
        public Rdd<T> rdd() {
            return child.parent;
        }

        @Override
        public int[] parents(int partition) {
            Run run = (Run) child.partitions().get(partition);
            int[] parents = new int[run.until - run.from];
            for (int i = 0; i < parents.length; i++) {
                parents[i] = run.from + i;
            }
            return parents;
        }
    }

    @Override
    public String kind() {
        return "CoalescedRDD";
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
        long parents = parent.numPartitions();
        int groups = (int) Math.min(maxPartitions, parents);
        List<Run> runs = new ArrayList<>(groups);
        for (int i = 0; i < groups; i++) {
            runs.add(new Run(i, (int) (i * parents / groups), (int) ((i + 1) * parents / groups)));
        }
        return runs;
    }

    @Override
    public Iterator<T> compute(Partition partition, TaskContext context) throws Exception {
        Run run = (Run) partition;
        return new ConcatIterator<>(
                run.until - run.from,
                i -> context.read(parent, parent.partitions().get(run.from + i)));
    }
}

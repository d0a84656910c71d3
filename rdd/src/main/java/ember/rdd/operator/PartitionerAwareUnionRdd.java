// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** A union of RDDs whose keys are placed alike: partition i is all their partitions i, and keys stay placed as they were. */
public final class PartitionerAwareUnionRdd<T> extends PlacedRdd<T> {
    /** @throws IllegalArgumentException if the parents have not all the same partitioner */
    public PartitionerAwareUnionRdd(List<Rdd<T>> parents) {
        super(parents.get(0).runner(), commonPartitioner(parents), edges(parents));
    }

    private static <T> Partitioner commonPartitioner(List<Rdd<T>> parents) {
        Partitioner first = parents.get(0).partitioner();
        for (Rdd<T> parent : parents) {
            if (first == null || !first.equals(parent.partitioner())) {
                throw new IllegalArgumentException("requirement failed: Parent RDDs have different partitioners");
            }
        }
        return Objects.requireNonNull(first);
    }

    private static <T> List<Dependency> edges(List<Rdd<T>> parents) {
        List<Dependency> edges = new ArrayList<>(parents.size());
        for (Rdd<T> parent : parents) {
            edges.add(new NarrowDependency.OneToOne(parent));
        }
        return edges;
    }

    @Override
    public String kind() {
        return "PartitionerAwareUnionRDD";
    }

    @Override
    @SuppressWarnings("unchecked") // the parents have the same elements
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        return new ConcatIterator<>(
                parents.size(), i -> (Iterator<T>) context.read(parents.get(i).rdd(), partition.index()));
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/** One function over the partitions at the same position of several RDDs. */
public final class ZippedPartitionsRdd<T> extends Rdd<T> {
    private final int width;
    private final Zipper<T> zipper;

    /** @param parents two to four */
    public ZippedPartitionsRdd(List<? extends Rdd<?>> parents, Zipper<T> zipper) {
        super(parents.get(0).runner(), edges(parents));
        this.width = parents.size();
        this.zipper = zipper;
    }

    private static List<Dependency> edges(List<? extends Rdd<?>> parents) {
        List<Dependency> edges = new ArrayList<>(parents.size());
        for (Rdd<?> parent : parents) {
            edges.add(new NarrowDependency.OneToOne(parent));
        }
        return edges;
    }

    /** Makes one iterator of several. */
    public interface Zipper<T> extends Serializable {
        /** @param sides one iterator per parent, in their order */
        Iterator<T> zip(TaskContext context, List<Iterator<?>> sides) throws Exception;
    }

    @Override
    public String kind() {
        return "ZippedPartitionsRDD" + width;
    }

    @Override
    public List<Object> closures() {
        return List.of(zipper);
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<Integer> counts = new ArrayList<>(width);
        boolean equal = true;
        for (Dependency parent : dependencies()) {
            int count = parent.rdd().numPartitions();
            counts.add(count);
            equal &= count == counts.get(0);
        }
        if (!equal) {
            String list = counts.toString();
            throw new IllegalArgumentException("Can't zip RDDs with unequal numbers of partitions: List("
                    + list.substring(1, list.length() - 1) + ")");
        }
        return Indexes.upTo(counts.get(0));
    }

    @Override
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        List<Iterator<?>> sides = new ArrayList<>(parents.size());
        for (Dependency parent : parents) {
            sides.add(context.read(parent.rdd(), partition.index()));
        }
        return Objects.requireNonNull(
                context.closure(zipper).zip(context, sides),
                "zipPartitions' function returned null instead of an iterator");
    }
}

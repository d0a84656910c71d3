// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.Elements;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** A collection of the driver's, cut into slices of nearly equal length. */
public final class ParallelCollectionRdd<T> extends Rdd<T> {
    private final List<T> elements;
    private final int slices;

    /**
     * Copies the collection, not its elements.
     *
     * @param slices number of partitions; less than 1 is found out when partitions are listed
     */
    @SuppressWarnings("unchecked") // the array holds what the collection held
    public ParallelCollectionRdd(JobRunner runner, Collection<? extends T> elements, int slices) {
        super(runner);
        this.elements = (List<T>) Arrays.asList(elements.toArray());
        this.slices = slices;
    }

    /** A run of the collection. */
    private record Slice(int index, List<?> elements) implements Partition {}

    @Override
    public String kind() {
        return "ParallelCollectionRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        if (slices < 1) {
            throw new IllegalArgumentException("Positive number of partitions required");
        }
        List<Slice> listed = new ArrayList<>(slices);
        long size = elements.size();
        for (int i = 0; i < slices; i++) {
            listed.add(new Slice(i, elements.subList((int) (i * size / slices), (int) ((i + 1) * size / slices))));
        }
        return listed;
    }

    @Override
    @SuppressWarnings("unchecked") // a slice is a part of the elements
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        // Elements of its own travel without the rest of the collection, which a view of the list would drag along.
        Elements slice = Elements.of(((Slice) partition).elements().iterator());
        return (Iterator<T>) Arrays.asList(context.isolate(slice).values()).iterator();
    }
}

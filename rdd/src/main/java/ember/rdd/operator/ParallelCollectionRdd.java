// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.Elements;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A collection of the driver's, cut into slices of nearly equal length. */
public final class ParallelCollectionRdd<T> extends Rdd<T> {
    private final @Nullable Object[] elements;
    private final int slices;

    /**
     * Copies the collection, not its elements.
     *
     * @param slices number of partitions; less than 1 is found out when partitions are listed
     */
    public ParallelCollectionRdd(JobRunner runner, Collection<? extends T> elements, int slices) {
        super(runner);
        this.elements = elements.toArray();
        this.slices = slices;
    }

    /** A run of the collection. */
    private static final class Slice implements Partition {
        private final int index;
        private final int from;
        private final int until;
        /** Whether it is known that nobody can change its elements, so that no task needs a copy. */
        private volatile boolean isShared;

        Slice(int index, int from, int until) {
            this.index = index;
            this.from = from;
            this.until = until;
        }

        @Override
        public int index() {
            return index;
        }
    }

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
        long size = elements.length;
        for (int i = 0; i < slices; i++) {
            listed.add(new Slice(i, (int) (i * size / slices), (int) ((i + 1) * size / slices)));
        }
        return listed;
    }

    @Override
    @SuppressWarnings("unchecked") // a slice is a part of the elements
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        Slice slice = (Slice) partition;
        if (slice.isShared) {
            return (Iterator<T>) new Run(elements, slice.from, slice.until);
        }
        // Elements of its own travel without the rest of the collection.
        Elements own = Elements.of(new Run(elements, slice.from, slice.until));
        Elements isolated = context.isolate(own);
        slice.isShared = isolated == own;
        return (Iterator<T>) isolated.iterator();
    }

    /** A part of an array. */
    private static final class Run implements Iterator<@Nullable Object> {
        private final @Nullable Object[] elements;
        private final int until;
        private int next;

        Run(@Nullable Object[] elements, int from, int until) {
            this.elements = elements;
            this.next = from;
            this.until = until;
        }

        @Override
        public boolean hasNext() {
            return next < until;
        }

        @Override
        public @Nullable Object next() {
            if (next >= until) {
                throw new NoSuchElementException();
            }
            return elements[next++];
        }
    }
}

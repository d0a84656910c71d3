// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.rdd.AllElements;
import ember.rdd.Elements;
import ember.rdd.Jobs;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp.PartitionOp;
import ember.rdd.operator.NarrowRdd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;

/** Finds the least elements: every task keeps its partition's in a heap, the driver the least of those. */
final class TakeOrdered<T> {
    private final Rdd<T> candidates;
    private final int count;
    private final Comparator<? super T> ordering;

    TakeOrdered(Rdd<T> rdd, int count, Comparator<? super T> ordering) {
        this.candidates = new NarrowRdd<>(rdd, new LeastOfPartition<>(count, ordering), false);
        this.count = count;
        this.ordering = ordering;
    }

    List<T> run() {
        Least<T> least = new Least<>(count, ordering);
        int[] all = Jobs.allPartitions(candidates);
        candidates
                .runner()
                .runJob(candidates, new AllElements<>(), all, new InOrder<Elements>(all.length, (i, part) -> {
                    for (T candidate : Elements.<T>concat(new Elements[] {part})) {
                        least.offer(candidate);
                    }
                }));
        return Elements.concat(new Elements[] {Elements.of(least.inOrder().iterator())});
    }

    private record LeastOfPartition<T>(int count, Comparator<? super T> ordering) implements PartitionOp {
        @Override
        @SuppressWarnings("unchecked") // put after an RDD of such elements
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) {
            if (count < 0 && elements.hasNext()) {
                throw new IllegalArgumentException("k cannot be negative but was: " + count);
            }
            Least<T> least = new Least<>(count, ordering);
            elements.forEachRemaining(element -> least.offer((T) element));
            return least.inOrder().iterator();
        }
    }

    /** An element, which may be null if the ordering knows where that belongs; a heap of the JDK holds none. */
    private record Candidate<T>(T element) {}

    /** The least of what it was offered. */
    private static final class Least<T> {
        private final int count;
        private final Comparator<? super T> ordering;
        private final PriorityQueue<Candidate<T>> greatestFirst;

        Least(int count, Comparator<? super T> ordering) {
            this.count = count;
            this.ordering = ordering;
            this.greatestFirst = new PriorityQueue<>((left, right) -> ordering.compare(right.element, left.element));
        }

        void offer(T element) {
            if (greatestFirst.size() < count) {
                greatestFirst.add(new Candidate<>(element));
            } else if (ordering.compare(element, greatestFirst.element().element) < 0) {
                greatestFirst.remove();
                greatestFirst.add(new Candidate<>(element));
            }
        }

        List<T> inOrder() {
            List<T> ordered = new ArrayList<>(greatestFirst.size());
            greatestFirst.forEach(candidate -> ordered.add(candidate.element));
            ordered.sort(ordering);
            return ordered;
        }
    }
}

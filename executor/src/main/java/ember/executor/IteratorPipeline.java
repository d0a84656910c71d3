// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.rdd.Ancestry;
import ember.rdd.KnownSize;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.operator.NarrowOp;
import ember.rdd.operator.NarrowOp.ElementOp;
import ember.rdd.operator.NarrowOp.PartitionOp;
import ember.rdd.operator.NarrowRdd;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;

/**
 * Runs a partition's narrow steps as pull iterators, lazily, one element at a time.
 *
 * <p>The steps between a partition and the nearest source, cached partition or shuffle are collected in a loop and chained from the
 * source up, so the length of a lineage costs no stack.
 */
final class IteratorPipeline {
    private IteratorPipeline() {}

    /** The elements of {@code rdd}'s partition, read from its checkpoint or computed, even if the RDD itself is cached. */
    @SuppressWarnings("unchecked") // the element type of a chain is what its builders said it was
    static <T> Iterator<T> compute(Rdd<T> rdd, int partition, RunningTask task) throws Exception {
        return (Iterator<T>) open(rdd, partition, task).elements();
    }

    /** The same, with the last element-wise steps still to be done. */
    static ElementRun open(Rdd<?> rdd, int partition, RunningTask task) throws Exception {
        List<NarrowOp> steps = new ArrayList<>();
        Rdd<?> source = rdd;
        while (true) {
            // The partition first: if the RDD is truncated in between, it is not used.
            Partition own = source.partitions().get(partition);
            Ancestry<?> ancestry = source.ancestry();
            Rdd<?> next = ancestry.standIn();
            if (next == null && !(source instanceof NarrowRdd<?, ?>)) {
                Iterator<?> elements = source.compute(ancestry.dependencies(), own, task);
                return chain(killable(elements, task), steps, partition, task);
            }
            if (next == null) {
                steps.add(task.closure(((NarrowRdd<?, ?>) source).op()));
                next = ancestry.dependencies().get(0).rdd();
            }
            source = next;
            if (source.storageLevel().isValid() || source.recorder() != null) {
                return chain(task.read(source, partition), steps, partition, task);
            }
        }
    }

    /** Elements whose number is known are so few that the task ends soon anyway. */
    private static Iterator<?> killable(Iterator<?> elements, RunningTask task) {
        return KnownSize.of(elements) == KnownSize.UNKNOWN ? new KillableIterator<>(elements, task) : elements;
    }

    /** @param steps the last first */
    private static ElementRun chain(Iterator<?> source, List<NarrowOp> steps, int partition, RunningTask task)
            throws Exception {
        Iterator<?> elements = source;
        List<ElementOp> run = new ArrayList<>();
        for (int i = steps.size() - 1; i >= 0; i--) {
            NarrowOp step = steps.get(i);
            if (step instanceof PartitionOp whole) {
                elements = whole.apply(task, partition, new ElementRun(elements, run).elements());
                Objects.requireNonNull(elements, "mapPartitions' function returned null instead of an iterator");
                run = new ArrayList<>();
            } else {
                run.add((ElementOp) step);
            }
        }
        return new ElementRun(elements, run);
    }
}

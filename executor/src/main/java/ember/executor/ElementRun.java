// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import static ember.rdd.PartitionFold.NOTHING;

import ember.executor.fused.FusedPipeline;
import ember.model.function.VoidFunction1;
import ember.rdd.KnownSize;
import ember.rdd.PartitionFold;
import ember.rdd.operator.NarrowOp.ElementOp;
import ember.shuffle.write.ShuffleWriter;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Element-wise steps over a source: what is left to do of a partition after the last function over whole iterators.
 *
 * @param steps in order; empty: none
 */
record ElementRun(Iterator<?> source, List<ElementOp> steps) implements ShuffleWriter.Pairs<Object> {
    /** Elements of the source after which a loop is used that was made before, or made for many partitions. */
    private static final int KNOWN = 1 << 10;

    /** Elements of the source after which it is worth while to make a loop. */
    private static final int LARGE = 1 << 16;

    /** What comes out of the steps, each element when it is asked for. */
    Iterator<?> elements() {
        return steps.isEmpty() ? source : new ElementChain(source, steps);
    }

    /** Adds the elements up: the first ones as an iterator, the rest, if they are many, in a loop made for these steps. */
    <T, U> U fold(PartitionFold<T, U> fold) throws Exception {
        int size = source instanceof KnownSize ? KnownSize.of(elements()) : KnownSize.UNKNOWN;
        U known = size == KnownSize.UNKNOWN ? null : fold.ofSize(size);
        if (known != null) {
            return known;
        }
        PartitionFold.Step step = fold.step();
        Object sum = add(fold, NOTHING, first(KNOWN));
        if (!source.hasNext()) {
            return fold.end(sum);
        }
        FusedPipeline loop = sum == NOTHING ? null : FusedPipeline.known(steps, step, sum);
        if (loop == null) {
            sum = add(fold, sum, first(LARGE));
            if (!source.hasNext()) {
                return fold.end(sum);
            }
            loop = sum == NOTHING ? null : FusedPipeline.made(steps, step, sum);
        }
        return fold.end(loop == null ? add(fold, sum, elements()) : add(loop, sum));
    }

    /**
     * Hands on each element. A loop is used if it was made before, or many partitions have come: it is not made for one large partition,
     * as what is done with the elements takes longer than the steps, and it would be some time until it is compiled.
     */
    @Override
    public void forEach(VoidFunction1<Object> taker) throws Exception {
        PartitionFold.Step step = PartitionFold.Step.each(taker);
        PartitionFold.add(step, null, first(KNOWN));
        if (!source.hasNext()) {
            return;
        }
        FusedPipeline loop = FusedPipeline.known(steps, step, null);
        if (loop == null) {
            PartitionFold.add(step, null, elements());
        } else {
            add(loop, null);
        }
    }

    /** What the next so many elements of the source come to: nothing of them is left when it ends. */
    private Iterator<?> first(int limit) {
        return new ElementRun(new FirstElements(source, limit), steps).elements();
    }

    @SuppressWarnings("unchecked") // elements are what the builders of the chain said they were
    private static <T> @Nullable Object add(PartitionFold<T, ?> fold, @Nullable Object sum, Iterator<?> elements)
            throws Exception {
        Object begun = sum == NOTHING ? fold.begin((Iterator<T>) elements) : sum;
        return begun == NOTHING ? NOTHING : PartitionFold.add(fold.step(), begun, elements);
    }

    private @Nullable Object add(FusedPipeline loop, @Nullable Object sum) throws Exception {
        if (loop.begin() > 0) {
            return loop.add(sum, new ElementChain(source, steps.subList(0, loop.begin())), null, null);
        }
        // The loop does itself what the iterators around the source do.
        if (source instanceof KillableIterator<?> killable) {
            return loop.add(sum, killable.elements(), killable.task, killable.counted());
        }
        return loop.add(sum, source, null, null);
    }
}

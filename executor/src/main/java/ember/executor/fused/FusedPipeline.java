// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor.fused;

import ember.model.Pairing;
import ember.model.TaskMetric;
import ember.rdd.PartitionFold.Step;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp.ElementOp;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Element-wise steps and what adds their elements up, run as one loop that was made for exactly these: does what iterators do, in the
 * same order.
 *
 * <p>A step that opens elements ends a loop; what it opens is taken by another. Used by one thread.
 */
public final class FusedPipeline {
    /**
     * Elements that a loop takes at a time. So few, that its beginning, where the compiler is told what it needs to know, belongs to what
     * is compiled soon.
     */
    private static final int CHUNK = 128;

    /**
     * Chunks that one call takes. A frame of compiled code that another thread has found to be wrong, by coming to the end of its
     * partition first, goes on with calls that nobody links to newer code: these would be interpreted until this partition ends.
     */
    private static final int CHUNKS = 1024;

    /** Loops within one another: the innermost ones do the work. */
    private static final int LOOPS = 4;

    private final List<ElementOp> steps;
    private final Step end;
    private final int begin;
    private FusedChain chain;
    /** Whether the source may have elements that were not taken. */
    private boolean more;

    private FusedPipeline(List<ElementOp> steps, Step end, int begin, FusedChain chain) {
        this.steps = steps;
        this.end = end;
        this.begin = begin;
        this.chain = chain;
    }

    /**
     * The loop if it was made before, or so many partitions could have used it that it is made now; null: there is none.
     *
     * @param sum of the first elements: what it is decides what loop it is
     */
    public static @Nullable FusedPipeline known(List<ElementOp> steps, Step end, @Nullable Object sum) {
        return of(steps, end, Shape.sumOf(sum), false);
    }

    /** The loop, made if need be; null: there is none for these functions. */
    public static @Nullable FusedPipeline made(List<ElementOp> steps, Step end, @Nullable Object sum) {
        return of(steps, end, Shape.sumOf(sum), true);
    }

    private static @Nullable FusedPipeline of(List<ElementOp> steps, Step end, int sum, boolean make) {
        int begin = begin(steps);
        FusedChain chain = null;
        // If the innermost loop is there, the others are made: partitions are counted once.
        boolean all = make;
        int until = steps.size();
        Object then = end;
        for (int i = until - 1; i >= begin; i--) {
            if (Segment.opens(steps.get(i))) {
                chain = Segment.of(steps.subList(i + 1, until), then).chain(Shape.OBJECT, chain, all);
                if (chain == null) {
                    return null;
                }
                all = true;
                until = i;
                then = steps.get(i);
            }
        }
        chain = Segment.of(steps.subList(begin, until), then).chain(sum, chain, all);
        return chain == null ? null : new FusedPipeline(steps, end, begin, chain);
    }

    /** The first step from which on all fit: a loop has room for so many, and for one pairing. */
    private static int begin(List<ElementOp> steps) {
        int slots = 0;
        int loops = 1;
        Pairing<Object> pairing = null;
        for (int i = steps.size() - 1; i >= 0; i--) {
            Pairing<Object> own = Segment.pairing(steps.get(i));
            if (Segment.opens(steps.get(i))) {
                if (++loops > LOOPS) {
                    return i + 1;
                }
                slots = 0;
                pairing = own;
            } else if (++slots > Shape.SLOTS || (own != null && pairing != null && !own.equals(pairing))) {
                return i + 1;
            } else if (own != null) {
                pairing = own;
            }
        }
        return 0;
    }

    /** The first step that the loop does; those before are left to whoever makes its source. */
    public int begin() {
        return begin;
    }

    /**
     * Adds up all that comes out of the steps.
     *
     * @param task to end at the next element of the source if it is killed; null: the source sees to that
     * @param counted what an element of the source adds to in the task's metrics; null: nothing
     */
    public @Nullable Object add(
            @Nullable Object sum, Iterator<?> source, @Nullable TaskContext task, @Nullable TaskMetric counted)
            throws Exception {
        Object soFar = sum;
        int kind = Shape.sumOf(sum);
        more = true;
        while (more) {
            soFar = addSome(soFar, kind, source, task, counted);
            if (kind != Shape.OBJECT && kind != Shape.sumOf(soFar)) {
                kind = Shape.OBJECT;
                FusedPipeline untyped = of(steps, end, kind, true);
                chain = Objects.requireNonNull(untyped, "a loop of the same functions").chain;
                more = true;
            }
        }
        return soFar;
    }

    /** Ends at the latest when the sum is of another class. */
    private @Nullable Object addSome(
            @Nullable Object sum,
            int kind,
            Iterator<?> source,
            @Nullable TaskContext task,
            @Nullable TaskMetric counted)
            throws Exception {
        Object soFar = sum;
        for (int i = 0; i < CHUNKS && more; i++) {
            try {
                soFar = chain.run(soFar, source, CHUNK, task);
            } finally {
                if (task != null && counted != null) {
                    task.metrics().add(counted, chain.taken);
                }
            }
            more = chain.taken == CHUNK;
            if (kind != Shape.OBJECT && kind != Shape.sumOf(soFar)) {
                return soFar;
            }
        }
        return soFar;
    }
}

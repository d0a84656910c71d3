// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the tasks of a stage run: an RDD, and what to do with each of its partitions. Opaque to the scheduler.
 *
 * <p>Prepared anew for each stage attempt, off the control loop: {@link #prepare} takes the picture of the functions that the
 * attempt's tasks will copy.
 */
public final class StageWork {
    private final Rdd<Object> rdd;
    private final @Nullable PartitionFunction<Object, Object> function;
    private final @Nullable ShuffleDependency<Object> dependency;
    private final List<Object> closures;
    /** The work of the first job of the series, whose picture of the functions serves this one too; null: there is none. */
    private final @Nullable StageWork before;

    private volatile @Nullable ClosureSet prepared;

    private StageWork(
            Rdd<Object> rdd,
            @Nullable PartitionFunction<Object, Object> function,
            @Nullable ShuffleDependency<Object> dependency,
            List<Object> closures,
            @Nullable StageWork before) {
        this.rdd = rdd;
        this.function = function;
        this.dependency = dependency;
        this.closures = closures;
        this.before = before;
    }

    /**
     * Applies {@code function} to partitions and sends the results to the driver.
     *
     * @param closures functions of the RDDs of the stage, the given one included
     */
    @SuppressWarnings("unchecked") // element types were checked when the lineage was built
    public static StageWork result(Rdd<?> rdd, PartitionFunction<?, ?> function, List<Object> closures) {
        return new StageWork((Rdd<Object>) rdd, (PartitionFunction<Object, Object>) function, null, closures, null);
    }

    /**
     * The work of the next job of a series: another function on the same RDD. If nobody can change that function, the picture of the
     * others need not be taken again.
     *
     * @param nextClosures functions of the RDDs of the stage, the given one included
     */
    @SuppressWarnings("unchecked") // element types were checked when the lineage was built
    public StageWork next(PartitionFunction<?, ?> nextFunction, List<Object> nextClosures) {
        return new StageWork(
                rdd,
                (PartitionFunction<Object, Object>) nextFunction,
                null,
                nextClosures,
                before == null ? this : before);
    }

    /**
     * Writes the records of partitions for the readers of a shuffle.
     *
     * @param closures functions of the RDDs of the stage, the dependency's spec included
     */
    @SuppressWarnings("unchecked") // element types were checked when the lineage was built
    public static StageWork shuffleMap(ShuffleDependency<?> dependency, List<Object> closures) {
        ShuffleDependency<Object> known = (ShuffleDependency<Object>) dependency;
        return new StageWork(known.rdd(), null, known, closures, null);
    }

    public Rdd<Object> rdd() {
        return rdd;
    }

    /** The shuffle that a map stage writes; null: a result stage. */
    @Nullable
    ShuffleDependency<Object> dependency() {
        return dependency;
    }

    PartitionFunction<Object, Object> function() {
        if (function == null) {
            throw new IllegalStateException("a map stage has no result function: " + rdd);
        }
        return function;
    }

    /**
     * Takes the picture of the functions for a new attempt.
     *
     * @throws IOException if something captured cannot be serialised
     */
    public void prepare(Isolation isolation) throws IOException {
        StageWork earlier = before;
        ClosureSet picture =
                earlier == null || !isolation.immutability().isImmutable(function()) ? null : earlier.prepared;
        prepared = picture == null ? ClosureSet.of(closures, isolation) : picture;
    }

    /** The picture that was taken last. */
    ClosureSet closures() {
        ClosureSet set = prepared;
        if (set == null) {
            throw new IllegalStateException("launched before it was prepared: " + rdd);
        }
        return set;
    }
}

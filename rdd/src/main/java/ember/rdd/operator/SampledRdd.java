// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.partition.XorShiftRandom;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Some of the parent's elements, each taken with the same chance and at most once; always the same ones for a seed. */
public final class SampledRdd<T> extends Rdd<T> {
    /** Up to this fraction it is cheaper to draw how many elements to skip than to ask for each. */
    private static final double MAX_GAP_FRACTION = 0.4;

    private static final double SMALLEST_DRAW = 5e-11;
    private static final double ROUNDING = 1e-6;

    private final Rdd<T> parent;
    private final double fraction;
    private final long seed;
    private final List<Dependency> dependencies;

    /**
     * @param fraction chance of each element, in [0, 1]
     * @throws IllegalArgumentException if the fraction is out of range
     */
    public SampledRdd(Rdd<T> parent, double fraction, long seed) {
        super(parent.runner());
        if (!(fraction >= -ROUNDING && fraction <= 1 + ROUNDING)) {
            throw new IllegalArgumentException(
                    "requirement failed: Sampling fraction (" + fraction + ") must be on interval [0, 1]");
        }
        this.parent = parent;
        this.fraction = fraction;
        this.seed = seed;
        this.dependencies = List.of(new NarrowDependency.OneToOne(parent));
    }

    private record Seeded(int index, Partition of, long seed) implements Partition {}

    @Override
    public String kind() {
        return "PartitionwiseSampledRDD";
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public List<Dependency> dependencies() {
        return dependencies;
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return parent.partitioner();
    }

    @Override
    protected List<Rdd<T>> partitionSources() {
        return List.of(parent);
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        Random seeds = new Random(seed);
        List<Seeded> listed = new ArrayList<>();
        for (Partition partition : parent.partitions()) {
            listed.add(new Seeded(partition.index(), partition, seeds.nextLong()));
        }
        return listed;
    }

    @Override
    public Iterator<T> compute(Partition partition, TaskContext context) throws Exception {
        Seeded seeded = (Seeded) partition;
        Iterator<T> elements = context.read(parent, seeded.of);
        if (fraction >= 1) {
            return elements;
        }
        return new Sample<>(elements, fraction, new XorShiftRandom(seeded.seed));
    }

    private static final class Sample<T> implements Iterator<T> {
        private final Iterator<T> elements;
        private final double fraction;
        private final Random random;
        private final boolean byGaps;
        private @Nullable T next;
        private boolean found;

        Sample(Iterator<T> elements, double fraction, Random random) {
            this.elements = elements;
            this.fraction = fraction;
            this.random = random;
            this.byGaps = fraction <= MAX_GAP_FRACTION;
        }

        @Override
        public boolean hasNext() {
            if (!found && fraction > 0) {
                found = byGaps ? skip() : draw();
            }
            return found;
        }

        private boolean skip() {
            // How many misses come before a hit, drawn at once.
            double draw = Math.max(random.nextDouble(), SMALLEST_DRAW);
            int gap = (int) (Math.log(draw) / Math.log1p(-fraction));
            while (gap-- > 0 && elements.hasNext()) {
                elements.next();
            }
            if (!elements.hasNext()) {
                return false;
            }
            next = elements.next();
            return true;
        }

        private boolean draw() {
            while (elements.hasNext()) {
                T element = elements.next();
                if (random.nextDouble() <= fraction) {
                    next = element;
                    return true;
                }
            }
            return false;
        }

        @Override
        @SuppressWarnings(
                "NullAway") // an element that was found may itself be null: the type parameter says nothing of it
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            found = false;
            return next;
        }
    }
}

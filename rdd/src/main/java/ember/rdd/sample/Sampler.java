// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import ember.rdd.TaskContext;
import ember.rdd.operator.FewElements;
import ember.rdd.operator.NarrowOp.PartitionOp;
import java.util.Iterator;

/** Which elements of a partition belong to a sample; always the same ones for a seed. */
public sealed interface Sampler {
    /** The sample of a partition. */
    <T> Iterator<T> sample(Iterator<T> elements, long seed);

    /** Each element at most once, with a chance of {@code fraction}. */
    record Bernoulli(double fraction) implements Sampler {
        private static final double ROUNDING = 1e-6;

        /** @throws IllegalArgumentException if the fraction is not in [0, 1] */
        public Bernoulli {
            if (!(fraction >= -ROUNDING && fraction <= 1 + ROUNDING)) {
                throw new IllegalArgumentException(
                        "requirement failed: Sampling fraction (" + fraction + ") must be on interval [0, 1]");
            }
        }

        @Override
        public <T> Iterator<T> sample(Iterator<T> elements, long seed) {
            Draws draws = Draws.bernoulli(fraction, seed);
            return new Drawn<>(elements, element -> draws.next());
        }
    }

    /** Each element {@code fraction} times on average. */
    record Poisson(double fraction) implements Sampler {
        @Override
        public <T> Iterator<T> sample(Iterator<T> elements, long seed) {
            if (fraction <= 0) {
                // Does not even look at them, as in Spark.
                return FewElements.none();
            }
            Draws draws = Draws.poisson(fraction, seed);
            return new Drawn<>(elements, element -> draws.next());
        }
    }

    /** One of several samples that together are the whole: elements whose draw falls into [lower, upper). */
    record Cell(double lower, double upper, long seed) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) {
            Draws draws = Draws.cell(lower, upper, seed + partition);
            return new Drawn<>(elements, element -> draws.next());
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import ember.rdd.partition.XorShiftRandom;
import java.util.Random;
import org.apache.commons.math3.distribution.PoissonDistribution;

/** How often each element of a partition is taken, asked element by element. Used by one task. */
abstract class Draws {
    /** Up to this fraction it is cheaper to draw how many elements to skip than to ask for each. */
    private static final double MAX_GAP_FRACTION = 0.4;

    private static final double SMALLEST_DRAW = 5e-11;

    /** How often the next element is taken. */
    abstract int next();

    /** Each element at most once, with the same chance. */
    static Draws bernoulli(double fraction, long seed) {
        if (fraction <= 0) {
            return new Always(0);
        }
        if (fraction >= 1) {
            return new Always(1);
        }
        Random random = new XorShiftRandom(seed);
        return fraction <= MAX_GAP_FRACTION ? new Gaps(fraction, random) : new EachOnce(fraction, random);
    }

    /** Each element any number of times, {@code fraction} times on average, which is more than 0. */
    static Draws poisson(double fraction, long seed) {
        return fraction <= MAX_GAP_FRACTION
                ? new PoissonGaps(fraction, new XorShiftRandom(seed))
                : new PoissonEach(fraction, seed);
    }

    /** The elements whose draw falls into [lower, upper): cells that do not overlap share no element. */
    static Draws cell(double lower, double upper, long seed) {
        return upper - lower <= 0 ? new Always(0) : new InCell(lower, upper, new XorShiftRandom(seed));
    }

    private static final class Always extends Draws {
        private final int times;

        private Always(int times) {
            this.times = times;
        }

        @Override
        int next() {
            return times;
        }
    }

    private static final class EachOnce extends Draws {
        private final double fraction;
        private final Random random;

        private EachOnce(double fraction, Random random) {
            this.fraction = fraction;
            this.random = random;
        }

        @Override
        int next() {
            return random.nextDouble() <= fraction ? 1 : 0;
        }
    }

    private static final class Gaps extends Draws {
        private final double fraction;
        private final Random random;
        private int toSkip;

        private Gaps(double fraction, Random random) {
            this.fraction = fraction;
            this.random = random;
            drawGap();
        }

        private void drawGap() {
            toSkip = (int) (Math.log(Math.max(random.nextDouble(), SMALLEST_DRAW)) / Math.log1p(-fraction));
        }

        @Override
        int next() {
            if (toSkip > 0) {
                toSkip--;
                return 0;
            }
            drawGap();
            return 1;
        }
    }

    private static final class InCell extends Draws {
        private final double lower;
        private final double upper;
        private final Random random;

        private InCell(double lower, double upper, Random random) {
            this.lower = lower;
            this.upper = upper;
            this.random = random;
        }

        @Override
        int next() {
            double draw = random.nextDouble();
            return draw >= lower && draw < upper ? 1 : 0;
        }
    }

    private static final class PoissonEach extends Draws {
        private final PoissonDistribution poisson;

        private PoissonEach(double mean, long seed) {
            poisson = new PoissonDistribution(mean);
            poisson.reseedRandomGenerator(seed);
        }

        @Override
        int next() {
            return poisson.sample();
        }
    }

    /** Skips elements that are not taken at all; then draws how often one is that is taken at least once. */
    private static final class PoissonGaps extends Draws {
        private final double fraction;
        private final double chanceOfNone;
        private final Random random;
        private int toSkip;

        private PoissonGaps(double fraction, Random random) {
            this.fraction = fraction;
            this.chanceOfNone = Math.exp(-fraction);
            this.random = random;
            drawGap();
        }

        private void drawGap() {
            toSkip = (int) (Math.log(Math.max(random.nextDouble(), SMALLEST_DRAW)) / -fraction);
        }

        @Override
        int next() {
            if (toSkip > 0) {
                toSkip--;
                return 0;
            }
            int times = atLeastOnce();
            drawGap();
            return times;
        }

        /** Knuth's method, begun where it is certain to count one. */
        private int atLeastOnce() {
            double product = chanceOfNone + (1 - chanceOfNone) * random.nextDouble();
            int times = 1;
            product *= random.nextDouble();
            while (product > chanceOfNone) {
                times++;
                product *= random.nextDouble();
            }
            return times;
        }
    }
}

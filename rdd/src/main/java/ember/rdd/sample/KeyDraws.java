// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import ember.rdd.partition.XorShiftRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.apache.commons.math3.distribution.PoissonDistribution;

/** The random numbers of one partition for sampling by key. All distributions of a partition start from the same seed. */
final class KeyDraws {
    private final Random uniform;
    private final long seed;
    private final Map<Double, PoissonDistribution> byMean = new HashMap<>();

    KeyDraws(long seed) {
        this.uniform = new XorShiftRandom(seed);
        this.seed = seed;
    }

    double uniform() {
        return uniform.nextDouble();
    }

    /** @param mean greater than 0, else 0 is the answer */
    int poisson(double mean) {
        if (mean == 0) {
            return 0;
        }
        return byMean.computeIfAbsent(mean, this::seeded).sample();
    }

    private PoissonDistribution seeded(double mean) {
        PoissonDistribution poisson = new PoissonDistribution(mean);
        poisson.reseedRandomGenerator(seed);
        return poisson;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.PoissonDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.spark.partial.BoundedDouble;

/** Bounds by the distributions that Spark takes. The only class that loads them: an action that ends in time needs none. */
final class Bounds {
    /** From more values on, Student's distribution is as good as normal. */
    private static final long LARGEST_STUDENT = 100;

    private Bounds() {}

    /**
     * A count of which a share was seen: what was not seen is taken to come at the same rate.
     *
     * @param seen at least 1
     * @param share more than 0 and less than 1
     */
    static BoundedDouble ofCount(long seen, double share, double confidence) {
        PoissonDistribution unseen = PoissonDistribution.of(seen * (1 - share) / share);
        double low = unseen.inverseCumulativeProbability((1 - confidence) / 2);
        double high = unseen.inverseCumulativeProbability((1 + confidence) / 2);
        return new BoundedDouble(seen + unseen.getMean(), confidence, seen + low, seen + high);
    }

    /**
     * How many standard deviations the true value may be off.
     *
     * @param count values that the deviation was measured with, at least 2
     */
    static double deviations(long count, double confidence) {
        double quantile = (1 + confidence) / 2;
        return count > LARGEST_STUDENT
                ? NormalDistribution.of(0, 1).inverseCumulativeProbability(quantile)
                : TDistribution.of(count - 1.0).inverseCumulativeProbability(quantile);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import ember.rdd.action.Approximation;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.util.StatCounter;

/** A sum, from the statistics of some partitions: what is missing is about so many values of about that mean. */
public final class SumEstimate implements Approximation.Estimate<StatCounter, BoundedDouble> {
    private final double confidence;
    private final Known known;
    private final StatCounter seen = new StatCounter();

    /** @param confidence 0 to 1 */
    public SumEstimate(int partitions, double confidence) {
        this.known = new Known(partitions);
        this.confidence = confidence;
    }

    @Override
    public void accept(int index, StatCounter statistics) {
        known.oneMore();
        seen.merge(statistics);
    }

    @Override
    public BoundedDouble value() {
        if (known.all()) {
            return Known.exactly(seen.sum());
        }
        long count = seen.count();
        if (count == 0) {
            return Known.nothing();
        }
        double share = known.share();
        double mean = seen.mean();
        double missing = count * (1 - share) / share;
        double sum = seen.sum() + mean * missing;
        if (count == 1) {
            return new BoundedDouble(sum, confidence, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        // The variance of the product of two independent estimates.
        double meanVariance = seen.sampleVariance() / count;
        double missingVariance = count * (1 - share) / (share * share);
        double variance =
                mean * mean * missingVariance + missing * missing * meanVariance + meanVariance * missingVariance;
        double error = Math.sqrt(variance) * Bounds.deviations(count, confidence);
        return new BoundedDouble(sum, confidence, sum - error, sum + error);
    }
}

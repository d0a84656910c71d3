// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import ember.rdd.action.Approximation;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.util.StatCounter;

/** A mean, from the statistics of some partitions. */
public final class MeanEstimate implements Approximation.Estimate<StatCounter, BoundedDouble> {
    private final double confidence;
    private final Known known;
    private final StatCounter seen = new StatCounter();

    /** @param confidence 0 to 1 */
    public MeanEstimate(int partitions, double confidence) {
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
        double mean = seen.mean();
        if (known.all()) {
            return Known.exactly(mean);
        }
        if (seen.count() == 0) {
            return Known.nothing();
        }
        if (seen.count() == 1) {
            return new BoundedDouble(mean, confidence, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        double error = Math.sqrt(seen.sampleVariance() / seen.count()) * Bounds.deviations(seen.count(), confidence);
        return new BoundedDouble(mean, confidence, mean - error, mean + error);
    }
}

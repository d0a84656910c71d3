// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import ember.rdd.action.Approximation;
import org.apache.spark.partial.BoundedDouble;

/** A count, from the counts of some partitions. */
public final class CountEstimate implements Approximation.Estimate<Long, BoundedDouble> {
    private final double confidence;
    private final Known known;
    private long sum;

    /** @param confidence 0 to 1 */
    public CountEstimate(int partitions, double confidence) {
        this.known = new Known(partitions);
        this.confidence = confidence;
    }

    @Override
    public void accept(int index, Long count) {
        known.oneMore();
        sum += count;
    }

    @Override
    public BoundedDouble value() {
        if (known.all()) {
            return Known.exactly((double) sum);
        }
        return sum == 0
                ? new BoundedDouble(0, 0, 0, Double.POSITIVE_INFINITY)
                : Bounds.ofCount(sum, known.share(), confidence);
    }
}

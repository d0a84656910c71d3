// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.partial;

/** A double with error bars: the true value lies in [low, high] with the given confidence. */
public class BoundedDouble {

    private final double mean;
    private final double confidence;
    private final double low;
    private final double high;

    /**
     * An estimate.
     *
     * @param confidence probability in [0, 1] that the true value is within the bounds
     */
    public BoundedDouble(double mean, double confidence, double low, double high) {
        this.mean = mean;
        this.confidence = confidence;
        this.low = low;
        this.high = high;
    }

    public double mean() {
        return mean;
    }

    public double confidence() {
        return confidence;
    }

    public double low() {
        return low;
    }

    public double high() {
        return high;
    }

    @Override
    public boolean equals(Object other) {
        // Compared as numbers: 0.0 equals -0.0 and NaN equals nothing.
        return other instanceof BoundedDouble that
                && mean == that.mean
                && confidence == that.confidence
                && low == that.low
                && high == that.high;
    }

    @Override
    public int hashCode() {
        return Double.hashCode(mean) ^ Double.hashCode(confidence) ^ Double.hashCode(low) ^ Double.hashCode(high);
    }

    @Override
    public String toString() {
        return String.format("[%.3f, %.3f]", low, high);
    }
}

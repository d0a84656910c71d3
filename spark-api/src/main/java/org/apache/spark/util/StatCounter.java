// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

import java.io.Serializable;

/**
 * Running count, mean, variance, maximum and minimum of doubles; counters of parts merge into that of the whole.
 *
 * <p>Updates follow Welford's method, merges the pairwise formula of Chan, Golub and LeVeque: both keep the mean and
 * the sum of squared differences from it, which does not cancel as a sum of squares would. Not thread-safe.
 */
public class StatCounter implements Serializable {

    private long n;
    private double mu;

    /** Sum of squared differences from the mean. */
    private double m2;

    private double maxValue = Double.NEGATIVE_INFINITY;
    private double minValue = Double.POSITIVE_INFINITY;

    public StatCounter() {}

    /** Adds one value and returns this. */
    public StatCounter merge(double value) {
        double delta = value - mu;
        n += 1;
        mu += delta / n;
        m2 += delta * (value - mu);
        maxValue = Math.max(maxValue, value);
        minValue = Math.min(minValue, value);
        return this;
    }

    /** Adds all values of another counter and returns this; merging a counter with itself doubles it. */
    public StatCounter merge(StatCounter other) {
        if (other == this) {
            return merge(other.copy());
        }
        if (n == 0) {
            mu = other.mu;
            m2 = other.m2;
            n = other.n;
            maxValue = other.maxValue;
            minValue = other.minValue;
        } else if (other.n != 0) {
            double delta = other.mu - mu;
            // The mean of the far bigger side moves a little; a weighted mean of both would lose its low digits.
            if (other.n * 10 < n) {
                mu = mu + (delta * other.n) / (n + other.n);
            } else if (n * 10 < other.n) {
                mu = other.mu - (delta * n) / (n + other.n);
            } else {
                mu = (mu * n + other.mu * other.n) / (n + other.n);
            }
            m2 += other.m2 + (delta * delta * n * other.n) / (n + other.n);
            n += other.n;
            maxValue = Math.max(maxValue, other.maxValue);
            minValue = Math.min(minValue, other.minValue);
        }
        return this;
    }

    public StatCounter copy() {
        StatCounter copy = new StatCounter();
        copy.n = n;
        copy.mu = mu;
        copy.m2 = m2;
        copy.maxValue = maxValue;
        copy.minValue = minValue;
        return copy;
    }

    public long count() {
        return n;
    }

    /** The mean; 0.0 of nothing. */
    public double mean() {
        return mu;
    }

    public double sum() {
        return n * mu;
    }

    /** The maximum; negative infinity of nothing. */
    public double max() {
        return maxValue;
    }

    /** The minimum; positive infinity of nothing. */
    public double min() {
        return minValue;
    }

    /** Another name of {@link #popVariance()}. */
    public double variance() {
        return popVariance();
    }

    /** The variance of the values taken as the whole population; NaN of nothing. */
    public double popVariance() {
        return n == 0 ? Double.NaN : m2 / n;
    }

    /** The unbiased estimate of the variance the values were sampled from; NaN of fewer than two. */
    public double sampleVariance() {
        return n <= 1 ? Double.NaN : m2 / (n - 1);
    }

    /** Another name of {@link #popStdev()}. */
    public double stdev() {
        return popStdev();
    }

    /** The square root of {@link #popVariance()}. */
    public double popStdev() {
        return Math.sqrt(popVariance());
    }

    /** The square root of {@link #sampleVariance()}. */
    public double sampleStdev() {
        return Math.sqrt(sampleVariance());
    }

    @Override
    public String toString() {
        return String.format(
                "(count: %d, mean: %f, stdev: %f, max: %f, min: %f)", count(), mean(), stdev(), max(), min());
    }
}

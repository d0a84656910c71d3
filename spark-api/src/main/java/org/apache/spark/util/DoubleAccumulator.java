// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

/** Adds up doubles, and counts them for an average. Used by one thread at a time. */
public class DoubleAccumulator extends AccumulatorV2<Double, Double> {

    private double sum;
    private long count;

    public DoubleAccumulator() {}

    @Override
    public boolean isZero() {
        return sum == 0 && count == 0;
    }

    @Override
    public DoubleAccumulator copy() {
        DoubleAccumulator copy = new DoubleAccumulator();
        copy.sum = sum;
        copy.count = count;
        return copy;
    }

    @Override
    public void reset() {
        sum = 0;
        count = 0;
    }

    /** Adds to the sum and counts one; null adds nothing and counts too, as unboxing in Scala makes it 0. */
    @Override
    public void add(Double v) {
        add(v == null ? 0.0 : v.doubleValue());
    }

    /** Adds to the sum and counts one. */
    public void add(double v) {
        sum += v;
        count++;
    }

    /** How many were added. */
    public long count() {
        return count;
    }

    public double sum() {
        return sum;
    }

    /** The mean of what was added; NaN of nothing. */
    public double avg() {
        return sum / count;
    }

    @Override
    public void merge(AccumulatorV2<Double, Double> other) {
        if (!(other instanceof DoubleAccumulator that)) {
            throw new UnsupportedOperationException("Cannot merge " + getClass().getName() + " with "
                    + other.getClass().getName());
        }
        sum += that.sum;
        count += that.count;
    }

    @Override
    public Double value() {
        return sum;
    }
}

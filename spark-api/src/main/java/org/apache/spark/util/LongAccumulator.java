// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.util;

/** Adds up longs, and counts them for an average. Used by one thread at a time. */
public class LongAccumulator extends AccumulatorV2<Long, Long> {

    private long sum;
    private long count;

    public LongAccumulator() {}

    @Override
    public boolean isZero() {
        return sum == 0 && count == 0;
    }

    @Override
    public LongAccumulator copy() {
        LongAccumulator copy = new LongAccumulator();
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
    public void add(Long v) {
        add(v == null ? 0L : v.longValue());
    }

    /** Adds to the sum and counts one. */
    public void add(long v) {
        sum += v;
        count++;
    }

    /** How many were added. */
    public long count() {
        return count;
    }

    public long sum() {
        return sum;
    }

    /** The mean of what was added; NaN of nothing. */
    public double avg() {
        return (double) sum / count;
    }

    @Override
    public void merge(AccumulatorV2<Long, Long> other) {
        if (!(other instanceof LongAccumulator that)) {
            throw new UnsupportedOperationException("Cannot merge " + getClass().getName() + " with "
                    + other.getClass().getName());
        }
        sum += that.sum;
        count += that.count;
    }

    @Override
    public Long value() {
        return sum;
    }
}

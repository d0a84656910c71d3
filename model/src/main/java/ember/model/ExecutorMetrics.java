// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.Arrays;

/** What was measured of an executor, or the peaks of several measurements. Immutable. */
public final class ExecutorMetrics {
    /** Everything is 0. */
    public static final ExecutorMetrics ZERO = of();

    private final long[] values;

    private ExecutorMetrics(long[] values) {
        this.values = values;
    }

    /** @param values bytes, counts or milliseconds in the order of {@link ExecutorMetricNames#ALL}; those left out at the end are 0 */
    public static ExecutorMetrics of(long... values) {
        return new ExecutorMetrics(Arrays.copyOf(values, ExecutorMetricNames.ALL.size()));
    }

    /** @param index the place of its name in {@link ExecutorMetricNames#ALL} */
    public long get(int index) {
        return values[index];
    }

    /** @param name one of {@link ExecutorMetricNames#ALL} */
    public long get(String name) {
        return values[ExecutorMetricNames.ALL.indexOf(name)];
    }

    /** A copy, in the order of {@link ExecutorMetricNames#ALL}. */
    public long[] toArray() {
        return values.clone();
    }

    /** Of each value the greater of the two. */
    public ExecutorMetrics peak(ExecutorMetrics other) {
        long[] peaks = values.clone();
        for (int i = 0; i < peaks.length; i++) {
            peaks[i] = Math.max(peaks[i], other.values[i]);
        }
        return new ExecutorMetrics(peaks);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ExecutorMetrics that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return "ExecutorMetrics" + Arrays.toString(values);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.executor;

import ember.model.ExecutorMetricNames;
import java.io.Serializable;
import java.util.List;
import java.util.NoSuchElementException;

/** Peaks of memory use and garbage collection of an executor, by name; unset until they were measured. */
public class ExecutorMetrics implements Serializable {

    /** The names, in the order of the values. */
    public static final List<String> NAMES = ExecutorMetricNames.ALL;

    /** Empty: unset. */
    private final long[] values;

    /** Unset metrics: each value is 0. */
    public ExecutorMetrics() {
        this(new long[0]);
    }

    /** Measured metrics, bytes, counts or milliseconds in the order of {@link #NAMES}; those left out at the end are 0. */
    public ExecutorMetrics(long[] values) {
        this.values = values.clone();
    }

    /** The value of that name; {@link NoSuchElementException} if there is no such metric. */
    public long getMetricValue(String metricName) {
        int place = NAMES.indexOf(metricName);
        if (place < 0) {
            throw new NoSuchElementException("key not found: " + metricName);
        }
        return place < values.length ? values[place] : 0;
    }

    /** Whether anything was measured. */
    public boolean isSet() {
        return values.length > 0;
    }
}

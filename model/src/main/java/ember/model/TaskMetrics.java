// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.Arrays;

/** The figures of one task, or their sum over the tasks of a stage attempt. Immutable. */
@SuppressWarnings("EnumOrdinal") // the ordinal indexes an array that never leaves this class
public final class TaskMetrics {
    private static final int COUNT = TaskMetric.values().length;

    /** Everything is 0. */
    public static final TaskMetrics ZERO = new TaskMetrics(new long[COUNT]);

    private final long[] values;

    private TaskMetrics(long[] values) {
        this.values = values;
    }

    public long get(TaskMetric metric) {
        return values[metric.ordinal()];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TaskMetrics that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("TaskMetrics[");
        for (TaskMetric metric : TaskMetric.values()) {
            if (get(metric) != 0) {
                text.append(metric.key()).append('=').append(get(metric)).append(' ');
            }
        }
        return text.append(']').toString();
    }

    /** Figures that still grow. Used by one thread at a time. */
    public static final class Builder {
        private final long[] values = new long[COUNT];

        public Builder add(TaskMetric metric, long amount) {
            values[metric.ordinal()] += amount;
            return this;
        }

        public Builder add(TaskMetrics metrics) {
            for (int i = 0; i < values.length; i++) {
                values[i] += metrics.values[i];
            }
            return this;
        }

        public TaskMetrics build() {
            return new TaskMetrics(values.clone());
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import org.apache.spark.partial.BoundedDouble;

/** How many of a job's results are known, and what that alone says. */
final class Known {
    private final int total;
    private int merged;

    Known(int total) {
        this.total = total;
    }

    void oneMore() {
        merged++;
    }

    boolean all() {
        return merged == total;
    }

    boolean none() {
        return merged == 0;
    }

    /** The share of the results that is known, 0 to 1. */
    double share() {
        return (double) merged / total;
    }

    /** A value that was computed to its end. */
    static BoundedDouble exactly(double value) {
        return new BoundedDouble(value, 1, value, value);
    }

    /** A value of which nothing is known. */
    static BoundedDouble nothing() {
        return new BoundedDouble(0, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
}

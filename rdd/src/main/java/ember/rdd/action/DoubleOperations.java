// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.action;

import ember.model.Failures;
import ember.model.function.Function2;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp.PartitionOp;
import ember.rdd.operator.NarrowRdd;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** Counting numbers by range: histograms. */
public final class DoubleOperations {
    private DoubleOperations() {}

    /**
     * How many numbers are in each range. A range has its lower bound and not its upper one, but for the last, which has both; numbers
     * outside of all are not counted.
     *
     * @param bounds of ranges, ascending, at least two
     * @param even the ranges are known to be equally wide, so finding the range of a number takes no search
     */
    public static long[] histogram(Rdd<Double> rdd, double[] bounds, boolean even) {
        if (bounds.length < 2) {
            throw new IllegalArgumentException("buckets array must have at least two elements");
        }
        if (rdd.numPartitions() == 0) {
            return new long[bounds.length - 1];
        }
        Ranges ranges = new Ranges(bounds.clone(), even);
        return Actions.reduce(new NarrowRdd<Double, long[]>(rdd, new CountByRange(ranges), false), new AddUp());
    }

    /**
     * Bounds of so many equally wide ranges, from the least number to the greatest; of one range if all are equal.
     *
     * @throws UnsupportedOperationException if there are no numbers, or one is infinite or NaN
     */
    public static double[] evenBounds(Rdd<Double> rdd, int ranges) {
        Extent extent = Actions.reduce(new NarrowRdd<Double, Extent>(rdd, new FindExtent(), false), new WidestExtent());
        double span = extent.max - extent.min;
        if (!Double.isFinite(span) || extent.min > extent.max) {
            throw rdd.runner().failures().unsupported(Failures.Unsupported.NO_EXTENT);
        }
        if (span == 0) {
            return new double[] {extent.min, extent.min};
        }
        double[] bounds = new double[Math.max(ranges, 0) + 1];
        for (int i = 0; i < ranges; i++) {
            bounds[i] = extent.min + i * span / ranges;
        }
        bounds[bounds.length - 1] = extent.max;
        return bounds;
    }

    private record Extent(double min, double max) implements Serializable {}

    private record FindExtent() implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> numbers) {
            double min = Double.POSITIVE_INFINITY;
            double max = Double.NEGATIVE_INFINITY;
            while (numbers.hasNext()) {
                double number = (Double) numbers.next();
                // Both are NaN from the first NaN on.
                min = Math.min(min, number);
                max = Math.max(max, number);
            }
            return List.of(new Extent(min, max)).iterator();
        }
    }

    private record WidestExtent() implements Function2<Extent, Extent, Extent> {
        @Override
        public Extent call(Extent left, Extent right) {
            return new Extent(Math.min(left.min, right.min), Math.max(left.max, right.max));
        }
    }

    private record AddUp() implements Function2<long[], long[], long[]> {
        @Override
        public long[] call(long[] left, long[] right) {
            for (int i = 0; i < left.length; i++) {
                left[i] += right[i];
            }
            return left;
        }
    }

    private record CountByRange(Ranges ranges) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> numbers) {
            long[] counts = new long[ranges.count()];
            while (numbers.hasNext()) {
                int range = ranges.rangeOf((Double) numbers.next());
                if (range >= 0) {
                    counts[range]++;
                }
            }
            return List.of(counts).iterator();
        }
    }

    /** Finds the range of a number. */
    private static final class Ranges implements Serializable {
        private final double[] bounds;
        private final boolean even;

        Ranges(double[] bounds, boolean even) {
            this.bounds = bounds;
            this.even = even;
        }

        int count() {
            return bounds.length - 1;
        }

        /** -1: none. */
        int rangeOf(double number) {
            return even ? evenRangeOf(number) : searchRangeOf(number);
        }

        private int evenRangeOf(double number) {
            double min = bounds[0];
            double max = bounds[count()];
            if (!(number >= min && number <= max)) {
                return -1;
            }
            return Math.min((int) ((number - min) / (max - min) * count()), count() - 1);
        }

        private int searchRangeOf(double number) {
            int found = Arrays.binarySearch(bounds, number);
            if (found >= 0) {
                return Math.min(found, count() - 1);
            }
            int after = -found - 1;
            return after > 0 && after < bounds.length ? after - 1 : -1;
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.transform.Transformations;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import scala.Tuple2;

/** Counts doubles in buckets. */
final class Histograms {
    private Histograms() {}

    static Tuple2<double[], long[]> even(Rdd<Double> rdd, int bucketCount) {
        double[] range = range(rdd);
        double least = range[0];
        double greatest = range[1];
        if (Double.isNaN(least) || Double.isInfinite(least) || Double.isNaN(greatest) || Double.isInfinite(greatest)) {
            throw new UnsupportedOperationException(
                    "Histogram on either an empty RDD or RDD containing +/-infinity or NaN");
        }
        double[] bounds = least == greatest ? new double[] {least, least} : bounds(least, greatest, bucketCount);
        return new Tuple2<>(bounds, count(rdd, bounds, true));
    }

    private static double[] bounds(double least, double greatest, int bucketCount) {
        double[] bounds = new double[bucketCount + 1];
        for (int i = 0; i < bucketCount; i++) {
            bounds[i] = least + i * (greatest - least) / bucketCount;
        }
        bounds[bucketCount] = greatest;
        return bounds;
    }

    /** Least and greatest element; infinities the wrong way round if there are none, NaN if one is. */
    private static double[] range(Rdd<Double> rdd) {
        return Actions.reduce(Transformations.<Double, double[]>mapPartitions(rdd, new Range(), false), new Widen());
    }

    private record Range() implements Function1<Iterator<Double>, Iterator<double[]>> {
        @Override
        public Iterator<double[]> call(Iterator<Double> doubles) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            while (doubles.hasNext()) {
                double next = doubles.next();
                least = Math.min(least, next);
                greatest = Math.max(greatest, next);
            }
            return Collections.singleton(new double[] {least, greatest}).iterator();
        }
    }

    private record Widen() implements Function2<double[], double[], double[]> {
        @Override
        public double[] call(double[] left, double[] right) {
            return new double[] {Math.min(left[0], right[0]), Math.max(left[1], right[1])};
        }
    }

    /**
     * Elements in each bucket; those in none, and NaN, are not counted.
     *
     * @param bounds ascending, at least two
     */
    static long[] count(Rdd<Double> rdd, double[] bounds, boolean even) {
        if (bounds.length < 2) {
            throw new IllegalArgumentException("buckets array must have at least two elements");
        }
        Count count = new Count(bounds.clone(), even);
        return Actions.reduce(Transformations.<Double, long[]>mapPartitions(rdd, count, false), new Add());
    }

    /** One partition's counts. */
    private static final class Count implements Function1<Iterator<Double>, Iterator<long[]>> {
        private final double[] bounds;
        private final boolean even;

        Count(double[] bounds, boolean even) {
            this.bounds = bounds;
            this.even = even;
        }

        @Override
        public Iterator<long[]> call(Iterator<Double> doubles) {
            long[] counts = new long[bounds.length - 1];
            while (doubles.hasNext()) {
                double next = doubles.next();
                int bucket = even ? evenBucket(next) : search(next);
                if (bucket >= 0) {
                    counts[bucket]++;
                }
            }
            return Collections.singleton(counts).iterator();
        }

        /** -1: in none. */
        private int evenBucket(double element) {
            double first = bounds[0];
            int buckets = bounds.length - 1;
            if (Double.isNaN(element) || element < first || element > bounds[buckets]) {
                return -1;
            }
            // The greatest element, and one that rounding puts beyond it, belong to the last bucket.
            return Math.min((int) ((element - first) / (bounds[1] - first)), buckets - 1);
        }

        /** -1: in none. */
        private int search(double element) {
            int found = Arrays.binarySearch(bounds, element);
            if (found >= 0) {
                return Math.min(found, bounds.length - 2);
            }
            int bucket = -found - 2;
            return Double.isNaN(element) || bucket == bounds.length - 1 ? -1 : bucket;
        }
    }

    private record Add() implements Function2<long[], long[], long[]> {
        @Override
        public long[] call(long[] left, long[] right) {
            for (int i = 0; i < left.length; i++) {
                left[i] += right[i];
            }
            return left;
        }
    }
}

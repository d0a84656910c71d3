// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.model.NaturalOrder;
import ember.rdd.Rdd;
import ember.rdd.action.Actions;
import ember.rdd.action.DoubleOperations;
import ember.rdd.sample.Samples;
import ember.rdd.transform.Transformations;
import ember.spark.Partitioners;
import ember.spark.Tuples;
import java.util.Random;
import org.apache.spark.Partitioner;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.partial.PartialResult;
import org.apache.spark.rdd.RDD;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.StatCounter;
import scala.Tuple2;
import scala.reflect.ClassTag;

/**
 * An RDD of doubles, with statistics.
 *
 * <p>As in Spark there are two RDDs: the doubles, and a view of them as objects. Caching, naming and statistics concern the doubles;
 * what all RDDs can do, such as {@code count}, {@code collect}, {@code name} and {@code getStorageLevel}, concerns the view.
 */
public class JavaDoubleRDD implements JavaRDDLike<Double, JavaDoubleRDD> {
    private final RDD<Object> srdd;
    private final RDD<Double> rdd;

    /** Shows {@code srdd}, whose elements are Doubles. */
    public JavaDoubleRDD(RDD<Object> srdd) {
        this.srdd = srdd;
        this.rdd = new RDD<>(srdd.context(), Transformations.view(doubles()));
    }

    /** Shows {@code doubles}. */
    static JavaDoubleRDD of(SparkContext context, Rdd<Double> doubles) {
        return new JavaDoubleRDD(new RDD<>(context, objects(doubles)));
    }

    // Scala's Double is Object to Java: the elements are the same.
    @SuppressWarnings("unchecked")
    private static Rdd<Object> objects(Rdd<Double> doubles) {
        return (Rdd<Object>) (Rdd<?>) doubles;
    }

    // Scala's Double is Object to Java: the elements are the same.
    @SuppressWarnings("unchecked")
    final Rdd<Double> doubles() {
        return (Rdd<Double>) (Rdd<?>) srdd.engine();
    }

    public static JavaDoubleRDD fromRDD(RDD<Object> rdd) {
        return new JavaDoubleRDD(rdd);
    }

    public static RDD<Object> toRDD(JavaDoubleRDD rdd) {
        return rdd.srdd;
    }

    /** The doubles. */
    public RDD<Object> srdd() {
        return srdd;
    }

    /** The view of the doubles as objects. */
    @Override
    public RDD<Double> rdd() {
        return rdd;
    }

    @Override
    public ClassTag<Double> classTag() {
        return Tags.of(Double.class);
    }

    @Override
    public JavaDoubleRDD wrapRDD(RDD<Double> rdd) {
        return of(rdd.context(), Transformations.view(rdd.engine()));
    }

    private JavaDoubleRDD wrap(Rdd<Double> made) {
        return of(srdd.context(), made);
    }

    // ---- persistence

    /** Keeps partitions in memory once they have been computed. */
    public JavaDoubleRDD cache() {
        return new JavaDoubleRDD(srdd.cache());
    }

    /** Keeps partitions once they have been computed; {@link UnsupportedOperationException} if another level was set before. */
    public JavaDoubleRDD persist(StorageLevel newLevel) {
        return new JavaDoubleRDD(srdd.persist(newLevel));
    }

    /** Gives cached partitions up, without waiting. */
    public JavaDoubleRDD unpersist() {
        return unpersist(false);
    }

    /** Gives cached partitions up. */
    public JavaDoubleRDD unpersist(boolean blocking) {
        return new JavaDoubleRDD(srdd.unpersist(blocking));
    }

    /** Names the doubles for people. */
    public JavaDoubleRDD setName(String name) {
        srdd.setName(name);
        return this;
    }

    // ---- transformations

    /** The first element; {@link UnsupportedOperationException} if there is none. */
    @Override
    public Double first() {
        return Actions.first(doubles());
    }

    /** One of each element. */
    public JavaDoubleRDD distinct() {
        return wrap(Tuples.KEYED.distinct(doubles()));
    }

    /** One of each element, in {@code numPartitions} partitions. */
    public JavaDoubleRDD distinct(int numPartitions) {
        return wrap(Tuples.KEYED.distinct(doubles(), numPartitions));
    }

    /** Each element with a chance of {@code fraction}; with replacement, {@code fraction} times on average. */
    public JavaDoubleRDD sample(boolean withReplacement, Double fraction) {
        return sample(withReplacement, fraction, new Random().nextLong());
    }

    /**
     * Each element with a chance of {@code fraction}; with replacement, {@code fraction} times on average. The same ones for the same
     * seed. {@link IllegalArgumentException} if the fraction is negative, or greater than 1 without replacement.
     */
    public JavaDoubleRDD sample(boolean withReplacement, Double fraction, long seed) {
        return wrap(Samples.sample(doubles(), withReplacement, fraction, seed));
    }

    /** The elements for which {@code f} says true. */
    public JavaDoubleRDD filter(Function<Double, Boolean> f) {
        return wrap(Transformations.filter(doubles(), f));
    }

    /** At most {@code numPartitions} partitions, each several neighbours put together. */
    public JavaDoubleRDD coalesce(int numPartitions) {
        return coalesce(numPartitions, false);
    }

    /** At most {@code numPartitions} partitions; with {@code shuffle} exactly as many, of nearly equal size. */
    public JavaDoubleRDD coalesce(int numPartitions, boolean shuffle) {
        return wrap(Tuples.KEYED.coalesce(doubles(), numPartitions, shuffle));
    }

    /** Exactly {@code numPartitions} partitions of nearly equal size. */
    public JavaDoubleRDD repartition(int numPartitions) {
        return wrap(Tuples.KEYED.repartition(doubles(), numPartitions));
    }

    /** All elements of both; duplicates stay. */
    public JavaDoubleRDD union(JavaDoubleRDD other) {
        return wrap(Transformations.union(doubles(), other.doubles()));
    }

    /** Elements that both have, once each. */
    public JavaDoubleRDD intersection(JavaDoubleRDD other) {
        return wrap(Tuples.KEYED.intersection(doubles(), other.doubles()));
    }

    /** Elements that the other does not have, with their duplicates. */
    public JavaDoubleRDD subtract(JavaDoubleRDD other) {
        return wrap(Tuples.KEYED.subtract(doubles(), other.doubles()));
    }

    /** Elements that the other does not have, with their duplicates, in {@code numPartitions} partitions. */
    public JavaDoubleRDD subtract(JavaDoubleRDD other, int numPartitions) {
        return wrap(Tuples.KEYED.subtract(doubles(), other.doubles(), Partitioners.hash(numPartitions)));
    }

    /** Elements that the other does not have, with their duplicates, placed by {@code p}. */
    public JavaDoubleRDD subtract(JavaDoubleRDD other, Partitioner p) {
        return wrap(Tuples.KEYED.subtract(doubles(), other.doubles(), Partitioners.toEngine(p)));
    }

    // ---- statistics

    /** Count, mean, variance, least and greatest element; {@link UnsupportedOperationException} if there are no partitions. */
    public StatCounter stats() {
        return DoubleStatistics.stats(doubles());
    }

    public Double sum() {
        return DoubleStatistics.sum(doubles());
    }

    /** 0.0 if there are no elements. */
    public Double mean() {
        return stats().mean();
    }

    /** The sum as known after {@code timeout} ms, with bounds of confidence 0.95. */
    public PartialResult<BoundedDouble> sumApprox(long timeout) {
        return sumApprox(timeout, ApproximateActions.CONFIDENCE);
    }

    /** The same. @param confidence that the true sum is within the bounds, 0 to 1 */
    public PartialResult<BoundedDouble> sumApprox(long timeout, Double confidence) {
        return ApproximateActions.sum(doubles(), timeout, confidence);
    }

    /** The mean as known after {@code timeout} ms, with bounds of confidence 0.95. */
    public PartialResult<BoundedDouble> meanApprox(long timeout) {
        return meanApprox(timeout, ApproximateActions.CONFIDENCE);
    }

    /** The same. @param confidence that the true mean is within the bounds, 0 to 1 */
    public PartialResult<BoundedDouble> meanApprox(long timeout, Double confidence) {
        return ApproximateActions.mean(doubles(), timeout, confidence);
    }

    /** Of the elements as a whole population; NaN if there are none. */
    public Double variance() {
        return stats().variance();
    }

    /** Of the elements as a whole population; NaN if there are none. */
    public Double stdev() {
        return stats().stdev();
    }

    /** Of the elements as a sample of a population; NaN if there is only one. */
    public Double sampleVariance() {
        return stats().sampleVariance();
    }

    /** Of the elements as a sample of a population; NaN if there is only one. */
    public Double sampleStdev() {
        return stats().sampleStdev();
    }

    /** The same as {@link #variance}. */
    public Double popVariance() {
        return stats().popVariance();
    }

    /** The same as {@link #stdev}. */
    public Double popStdev() {
        return stats().popStdev();
    }

    /** The greatest element; {@link UnsupportedOperationException} if there is none. */
    public Double max() {
        return JavaRDDLike.super.max(NaturalOrder.get());
    }

    /** The least element; {@link UnsupportedOperationException} if there is none. */
    public Double min() {
        return JavaRDDLike.super.min(NaturalOrder.get());
    }

    /**
     * Bounds of even buckets from the least to the greatest element, and how many elements are in each.
     *
     * <p>{@link UnsupportedOperationException} if there are no elements, or infinite ones, or NaN.
     */
    public Tuple2<double[], long[]> histogram(int bucketCount) {
        double[] bounds = DoubleOperations.evenBounds(doubles(), bucketCount);
        return new Tuple2<>(bounds, DoubleOperations.histogram(doubles(), bounds, true));
    }

    /** How many elements are in each bucket: from a bound up to the next, which it includes if it is the last. */
    public long[] histogram(double[] buckets) {
        return DoubleOperations.histogram(doubles(), buckets, false);
    }

    /** The same. @param evenBuckets all buckets are of equal width, which spares a search for each element */
    public long[] histogram(Double[] buckets, boolean evenBuckets) {
        double[] bounds = new double[buckets.length];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = buckets[i];
        }
        return DoubleOperations.histogram(doubles(), bounds, evenBuckets);
    }
}

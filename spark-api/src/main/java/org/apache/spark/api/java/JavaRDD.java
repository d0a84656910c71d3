// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.model.NaturalOrder;
import ember.rdd.Rdd;
import ember.rdd.sample.Samples;
import ember.rdd.transform.Transformations;
import ember.spark.Partitioners;
import ember.spark.Tuples;
import java.util.Random;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.rdd.RDD;
import org.apache.spark.resource.ResourceProfile;
import org.apache.spark.storage.StorageLevel;
import scala.reflect.ClassTag;

/**
 * An RDD of any elements.
 *
 * @param <T> type of the elements
 */
public class JavaRDD<T> implements JavaRDDLike<T, JavaRDD<T>> {
    private final RDD<T> rdd;
    private final ClassTag<T> classTag;

    /** Shows {@code rdd}. */
    public JavaRDD(RDD<T> rdd, ClassTag<T> classTag) {
        this.rdd = rdd;
        this.classTag = classTag;
    }

    /** Shows {@code rdd}, whose elements are of no known class. */
    public JavaRDD(RDD<T> rdd) {
        this(rdd, null);
    }

    public static <T> JavaRDD<T> fromRDD(RDD<T> rdd, ClassTag<T> evidence) {
        return new JavaRDD<>(rdd, evidence);
    }

    public static <T> RDD<T> toRDD(JavaRDD<T> rdd) {
        return rdd.rdd;
    }

    @Override
    public RDD<T> rdd() {
        return rdd;
    }

    /** That of {@link Object} if nobody has said better. */
    @Override
    public ClassTag<T> classTag() {
        return classTag != null ? classTag : Tags.of(Object.class);
    }

    @Override
    public JavaRDD<T> wrapRDD(RDD<T> rdd) {
        return new JavaRDD<>(rdd, classTag);
    }

    private Rdd<T> engine() {
        return rdd.engine();
    }

    private JavaRDD<T> wrap(Rdd<T> made) {
        return wrapRDD(new RDD<>(rdd.context(), made));
    }

    // ---- persistence

    /** Keeps partitions in memory once they have been computed. */
    public JavaRDD<T> cache() {
        return wrapRDD(rdd.cache());
    }

    /** Keeps partitions once they have been computed; {@link UnsupportedOperationException} if another level was set before. */
    public JavaRDD<T> persist(StorageLevel newLevel) {
        return wrapRDD(rdd.persist(newLevel));
    }

    /** Gives cached partitions up, without waiting. */
    public JavaRDD<T> unpersist() {
        return unpersist(false);
    }

    /** Gives cached partitions up. */
    public JavaRDD<T> unpersist(boolean blocking) {
        return wrapRDD(rdd.unpersist(blocking));
    }

    // ---- transformations

    /** One of each element. */
    public JavaRDD<T> distinct() {
        return wrap(Tuples.KEYED.distinct(engine()));
    }

    /** One of each element, in {@code numPartitions} partitions. */
    public JavaRDD<T> distinct(int numPartitions) {
        return wrap(Tuples.KEYED.distinct(engine(), numPartitions));
    }

    /** The elements for which {@code f} says true. */
    public JavaRDD<T> filter(Function<T, Boolean> f) {
        return wrap(Transformations.filter(engine(), f));
    }

    /** At most {@code numPartitions} partitions, each several neighbours put together. */
    public JavaRDD<T> coalesce(int numPartitions) {
        return coalesce(numPartitions, false);
    }

    /** At most {@code numPartitions} partitions; with {@code shuffle} exactly as many, of nearly equal size. */
    public JavaRDD<T> coalesce(int numPartitions, boolean shuffle) {
        return wrap(Tuples.KEYED.coalesce(engine(), numPartitions, shuffle));
    }

    /** Exactly {@code numPartitions} partitions of nearly equal size. */
    public JavaRDD<T> repartition(int numPartitions) {
        return wrap(Tuples.KEYED.repartition(engine(), numPartitions));
    }

    /** All elements of both; duplicates stay. */
    public JavaRDD<T> union(JavaRDD<T> other) {
        return wrap(Transformations.union(engine(), other.engine()));
    }

    /** Elements that both have, once each. */
    public JavaRDD<T> intersection(JavaRDD<T> other) {
        return wrap(Tuples.KEYED.intersection(engine(), other.engine()));
    }

    /** Elements that the other does not have, with their duplicates. */
    public JavaRDD<T> subtract(JavaRDD<T> other) {
        return wrap(Tuples.KEYED.subtract(engine(), other.engine()));
    }

    /** Elements that the other does not have, with their duplicates, in {@code numPartitions} partitions. */
    public JavaRDD<T> subtract(JavaRDD<T> other, int numPartitions) {
        return wrap(Tuples.KEYED.subtract(engine(), other.engine(), Partitioners.hash(numPartitions)));
    }

    /** Elements that the other does not have, with their duplicates, placed by {@code p}. */
    public JavaRDD<T> subtract(JavaRDD<T> other, Partitioner p) {
        return wrap(Tuples.KEYED.subtract(engine(), other.engine(), Partitioners.toEngine(p)));
    }

    /** Each element with a chance of {@code fraction}; with replacement, {@code fraction} times on average. */
    public JavaRDD<T> sample(boolean withReplacement, double fraction) {
        return sample(withReplacement, fraction, new Random().nextLong());
    }

    /**
     * Each element with a chance of {@code fraction}; with replacement, {@code fraction} times on average. The same ones for the same
     * seed. {@link IllegalArgumentException} if the fraction is negative, or greater than 1 without replacement.
     */
    public JavaRDD<T> sample(boolean withReplacement, double fraction, long seed) {
        return wrap(Samples.sample(engine(), withReplacement, fraction, seed));
    }

    /** Deals the elements out at random to as many RDDs as there are weights, each of which computes this one again. */
    public JavaRDD<T>[] randomSplit(double[] weights) {
        return randomSplit(weights, new Random().nextLong());
    }

    /** The same, always alike for the same seed. {@link IllegalArgumentException} if a weight is negative or none is positive. */
    @SuppressWarnings("unchecked") // arrays know no type parameters
    public JavaRDD<T>[] randomSplit(double[] weights, long seed) {
        return Samples.randomSplit(engine(), weights, seed).stream()
                .map(this::wrap)
                .toArray(JavaRDD[]::new);
    }

    /** Ordered by what {@code f} makes of the elements. Runs a job to sample it if {@code numPartitions} is more than 1. */
    public <S> JavaRDD<T> sortBy(Function<T, S> f, boolean ascending, int numPartitions) {
        return wrap(Tuples.KEYED.sortBy(engine(), f, NaturalOrder.get(), ascending, numPartitions));
    }

    /** Refuses, as Spark does in local mode: see {@link RDD#withResources}. */
    public JavaRDD<T> withResources(ResourceProfile rp) {
        return new JavaRDD<>(rdd.withResources(rp));
    }

    /** Null: no profile was given. */
    public ResourceProfile getResourceProfile() {
        return rdd.getResourceProfile();
    }

    /** Names this RDD for people. */
    public JavaRDD<T> setName(String name) {
        rdd.setName(name);
        return this;
    }

    @Override
    public String toString() {
        return rdd.toString();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java;

import ember.model.NaturalOrder;
import ember.rdd.Rdd;
import ember.rdd.sample.Samples;
import ember.rdd.transform.Transformations;
import ember.spark.Partitioners;
import ember.spark.Tuples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.Partitioner;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.partial.BoundedDouble;
import org.apache.spark.partial.PartialResult;
import org.apache.spark.rdd.RDD;
import org.apache.spark.serializer.Serializer;
import org.apache.spark.storage.StorageLevel;
import scala.Tuple2;
import scala.Tuple3;
import scala.Tuple4;
import scala.reflect.ClassTag;

/**
 * An RDD of key-value pairs, with the operations by key.
 *
 * <p>Where neither a partitioner nor a number of partitions is given, the result is placed like the widest of the RDDs that are
 * placed already, or else by hash into as many partitions as the widest has, unless {@code spark.default.parallelism} is set.
 *
 * @param <K> type of the keys
 * @param <V> type of the values
 */
public class JavaPairRDD<K, V> implements JavaRDDLike<Tuple2<K, V>, JavaPairRDD<K, V>>, HadoopOutputs<K, V> {
    private final RDD<Tuple2<K, V>> rdd;
    private final ClassTag<K> kClassTag;
    private final ClassTag<V> vClassTag;

    /** Shows {@code rdd}. */
    public JavaPairRDD(RDD<Tuple2<K, V>> rdd, ClassTag<K> kClassTag, ClassTag<V> vClassTag) {
        this.rdd = rdd;
        this.kClassTag = kClassTag;
        this.vClassTag = vClassTag;
    }

    /** Shows {@code rdd}, whose keys and values are of no known class. */
    public JavaPairRDD(RDD<Tuple2<K, V>> rdd) {
        this(rdd, null, null);
    }

    public static <K, V> JavaPairRDD<K, V> fromRDD(
            RDD<Tuple2<K, V>> rdd, ClassTag<K> evidence$5, ClassTag<V> evidence$6) {
        return new JavaPairRDD<>(rdd, evidence$5, evidence$6);
    }

    /** An RDD that has pairs for elements. */
    public static <K, V> JavaPairRDD<K, V> fromJavaRDD(JavaRDD<Tuple2<K, V>> rdd) {
        return new JavaPairRDD<>(rdd.rdd());
    }

    public static <K, V> RDD<Tuple2<K, V>> toRDD(JavaPairRDD<K, V> rdd) {
        return rdd.rdd;
    }

    @Override
    public RDD<Tuple2<K, V>> rdd() {
        return rdd;
    }

    @Override
    public JavaPairRDD<K, V> wrapRDD(RDD<Tuple2<K, V>> rdd) {
        return new JavaPairRDD<>(rdd, kClassTag, vClassTag);
    }

    @Override
    public ClassTag<Tuple2<K, V>> classTag() {
        return Tags.of(Tuple2.class);
    }

    /** That of {@link Object} if nobody has said better. */
    public ClassTag<K> kClassTag() {
        return kClassTag != null ? kClassTag : Tags.of(Object.class);
    }

    /** That of {@link Object} if nobody has said better. */
    public ClassTag<V> vClassTag() {
        return vClassTag != null ? vClassTag : Tags.of(Object.class);
    }

    private Rdd<Tuple2<K, V>> engine() {
        return rdd.engine();
    }

    private Rdd<Tuple2<Object, Object>> in() {
        return Tuples.in(rdd.engine());
    }

    private JavaPairRDD<K, V> same(Rdd<Tuple2<K, V>> made) {
        return wrapRDD(new RDD<>(rdd.context(), made));
    }

    private <L, W> JavaPairRDD<L, W> pairs(Rdd<Tuple2<Object, Object>> made) {
        return new JavaPairRDD<>(new RDD<>(rdd.context(), Tuples.out(made)));
    }

    private <U> JavaRDD<U> plain(Rdd<U> made) {
        return new JavaRDD<>(new RDD<>(rdd.context(), made));
    }

    private ember.rdd.Partitioner standard(JavaPairRDD<?, ?>... others) {
        Rdd<?>[] rdds = new Rdd<?>[others.length + 1];
        rdds[0] = engine();
        for (int i = 0; i < others.length; i++) {
            rdds[i + 1] = others[i].engine();
        }
        return Tuples.PAIRS.defaultPartitioner(rdds);
    }

    // ---- persistence

    /** Keeps partitions in memory once they have been computed. */
    public JavaPairRDD<K, V> cache() {
        return wrapRDD(rdd.cache());
    }

    /** Keeps partitions once they have been computed; {@link UnsupportedOperationException} if another level was set before. */
    public JavaPairRDD<K, V> persist(StorageLevel newLevel) {
        return wrapRDD(rdd.persist(newLevel));
    }

    /** Gives cached partitions up, without waiting. */
    public JavaPairRDD<K, V> unpersist() {
        return unpersist(false);
    }

    /** Gives cached partitions up. */
    public JavaPairRDD<K, V> unpersist(boolean blocking) {
        return wrapRDD(rdd.unpersist(blocking));
    }

    /** Names this RDD for people. */
    public JavaPairRDD<K, V> setName(String name) {
        rdd.setName(name);
        return this;
    }

    // ---- as any RDD

    /** Each pair with a chance of {@code fraction}; with replacement, {@code fraction} times on average. */
    public JavaPairRDD<K, V> sample(boolean withReplacement, double fraction) {
        return sample(withReplacement, fraction, new Random().nextLong());
    }

    /**
     * Each pair with a chance of {@code fraction}; with replacement, {@code fraction} times on average. The same ones for the same
     * seed. {@link IllegalArgumentException} if the fraction is negative, or greater than 1 without replacement.
     */
    public JavaPairRDD<K, V> sample(boolean withReplacement, double fraction, long seed) {
        return same(Samples.sample(engine(), withReplacement, fraction, seed));
    }

    /** One of each pair. */
    public JavaPairRDD<K, V> distinct() {
        return same(Tuples.KEYED.distinct(engine()));
    }

    /** One of each pair, in {@code numPartitions} partitions. */
    public JavaPairRDD<K, V> distinct(int numPartitions) {
        return same(Tuples.KEYED.distinct(engine(), numPartitions));
    }

    /** The pairs for which {@code f} says true. */
    public JavaPairRDD<K, V> filter(Function<Tuple2<K, V>, Boolean> f) {
        return same(Transformations.filter(engine(), f));
    }

    /** At most {@code numPartitions} partitions, each several neighbours put together. */
    public JavaPairRDD<K, V> coalesce(int numPartitions) {
        return coalesce(numPartitions, false);
    }

    /** At most {@code numPartitions} partitions; with {@code shuffle} exactly as many, of nearly equal size. */
    public JavaPairRDD<K, V> coalesce(int numPartitions, boolean shuffle) {
        return same(Tuples.KEYED.coalesce(engine(), numPartitions, shuffle));
    }

    /** Exactly {@code numPartitions} partitions of nearly equal size. */
    public JavaPairRDD<K, V> repartition(int numPartitions) {
        return same(Tuples.KEYED.repartition(engine(), numPartitions));
    }

    /** All pairs of both; duplicates stay. */
    public JavaPairRDD<K, V> union(JavaPairRDD<K, V> other) {
        return same(Transformations.union(engine(), other.engine()));
    }

    /** Pairs that both have, once each. */
    public JavaPairRDD<K, V> intersection(JavaPairRDD<K, V> other) {
        return same(Tuples.KEYED.intersection(engine(), other.engine()));
    }

    /** Pairs that the other does not have, with their duplicates. */
    public JavaPairRDD<K, V> subtract(JavaPairRDD<K, V> other) {
        return same(Tuples.KEYED.subtract(engine(), other.engine()));
    }

    /** Pairs that the other does not have, with their duplicates, in {@code numPartitions} partitions. */
    public JavaPairRDD<K, V> subtract(JavaPairRDD<K, V> other, int numPartitions) {
        return same(Tuples.KEYED.subtract(engine(), other.engine(), Partitioners.hash(numPartitions)));
    }

    /** Pairs that the other does not have, with their duplicates, placed by {@code p}. */
    public JavaPairRDD<K, V> subtract(JavaPairRDD<K, V> other, Partitioner p) {
        return same(Tuples.KEYED.subtract(engine(), other.engine(), Partitioners.toEngine(p)));
    }

    /** The first pair; {@link UnsupportedOperationException} if there is none. */
    @Override
    public Tuple2<K, V> first() {
        return JavaRDDLike.super.first();
    }

    // ---- keys and values

    public JavaRDD<K> keys() {
        return plain(Tuples.PAIRS.keys(in()));
    }

    public JavaRDD<V> values() {
        return plain(Tuples.PAIRS.values(in()));
    }

    /** Each pair with what {@code f} makes of its value; keys stay where they are. */
    public <U> JavaPairRDD<K, U> mapValues(Function<V, U> f) {
        return pairs(Tuples.PAIRS.mapValues(in(), f));
    }

    /** Each key with everything that {@code f} makes of its value; keys stay where they are. */
    public <U> JavaPairRDD<K, U> flatMapValues(FlatMapFunction<V, U> f) {
        return pairs(Tuples.PAIRS.flatMapValues(in(), f));
    }

    /** The pairs placed by {@code partitioner}. */
    public JavaPairRDD<K, V> partitionBy(Partitioner partitioner) {
        Rdd<Tuple2<Object, Object>> placed = Tuples.PAIRS.partitionBy(in(), Partitioners.toEngine(partitioner));
        return pairs(placed);
    }

    // ---- combining by key

    /** Puts the values of each key together with {@code func}, before the shuffle and after. */
    public JavaPairRDD<K, V> reduceByKey(Function2<V, V, V> func) {
        return pairs(Tuples.PAIRS.reduceByKey(in(), func, standard()));
    }

    /** Puts the values of each key together with {@code func}, before the shuffle and after, in {@code numPartitions} partitions. */
    public JavaPairRDD<K, V> reduceByKey(Function2<V, V, V> func, int numPartitions) {
        return pairs(Tuples.PAIRS.reduceByKey(in(), func, Partitioners.hash(numPartitions)));
    }

    /** Puts the values of each key together with {@code func}, before the shuffle and after, placed by {@code partitioner}. */
    public JavaPairRDD<K, V> reduceByKey(Partitioner partitioner, Function2<V, V, V> func) {
        return pairs(Tuples.PAIRS.reduceByKey(in(), func, Partitioners.toEngine(partitioner)));
    }

    /** Gathers the values of each key in a combiner: begun with the first value, before the shuffle and after. */
    public <C> JavaPairRDD<K, C> combineByKey(
            Function<V, C> createCombiner, Function2<C, V, C> mergeValue, Function2<C, C, C> mergeCombiners) {
        return pairs(Tuples.PAIRS.combineByKey(in(), createCombiner, mergeValue, mergeCombiners, standard(), true));
    }

    /** Gathers the values of each key in a combiner: begun with the first value, before the shuffle and after, in {@code numPartitions} partitions. */
    public <C> JavaPairRDD<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            int numPartitions) {
        return pairs(Tuples.PAIRS.combineByKey(
                in(), createCombiner, mergeValue, mergeCombiners, Partitioners.hash(numPartitions), true));
    }

    /** Gathers the values of each key in a combiner: begun with the first value, before the shuffle and after, placed by {@code partitioner}. */
    public <C> JavaPairRDD<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            Partitioner partitioner) {
        return pairs(Tuples.PAIRS.combineByKey(
                in(), createCombiner, mergeValue, mergeCombiners, Partitioners.toEngine(partitioner), true));
    }

    /**
     * The same, placed by {@code partitioner}.
     *
     * @param mapSideCombine combine before the shuffle too
     * @param serializer for clusters, may be null: within one JVM records are handed over, or copied by Java serialisation
     */
    public <C> JavaPairRDD<K, C> combineByKey(
            Function<V, C> createCombiner,
            Function2<C, V, C> mergeValue,
            Function2<C, C, C> mergeCombiners,
            Partitioner partitioner,
            boolean mapSideCombine,
            Serializer serializer) {
        ember.rdd.Partitioner placed = Partitioners.toEngine(partitioner);
        return pairs(
                Tuples.PAIRS.combineByKey(in(), createCombiner, mergeValue, mergeCombiners, placed, mapSideCombine));
    }

    /** Adds the values of each key to a copy of {@code zeroValue}, one for each map task that has the key. */
    public <U> JavaPairRDD<K, U> aggregateByKey(U zeroValue, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc) {
        return pairs(Tuples.PAIRS.aggregateByKey(in(), zeroValue, seqFunc, combFunc, standard()));
    }

    /** Adds the values of each key to a copy of {@code zeroValue}, one for each map task that has the key, in {@code numPartitions} partitions. */
    public <U> JavaPairRDD<K, U> aggregateByKey(
            U zeroValue, int numPartitions, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc) {
        return pairs(Tuples.PAIRS.aggregateByKey(in(), zeroValue, seqFunc, combFunc, Partitioners.hash(numPartitions)));
    }

    /** Adds the values of each key to a copy of {@code zeroValue}, one for each map task that has the key, placed by {@code partitioner}. */
    public <U> JavaPairRDD<K, U> aggregateByKey(
            U zeroValue, Partitioner partitioner, Function2<U, V, U> seqFunc, Function2<U, U, U> combFunc) {
        return pairs(
                Tuples.PAIRS.aggregateByKey(in(), zeroValue, seqFunc, combFunc, Partitioners.toEngine(partitioner)));
    }

    /** Puts the values of each key together, starting with {@code zeroValue} in each map task that has the key. */
    public JavaPairRDD<K, V> foldByKey(V zeroValue, Function2<V, V, V> func) {
        return pairs(Tuples.PAIRS.foldByKey(in(), zeroValue, func, standard()));
    }

    /** Puts the values of each key together, starting with {@code zeroValue} in each map task that has the key, in {@code numPartitions} partitions. */
    public JavaPairRDD<K, V> foldByKey(V zeroValue, int numPartitions, Function2<V, V, V> func) {
        return pairs(Tuples.PAIRS.foldByKey(in(), zeroValue, func, Partitioners.hash(numPartitions)));
    }

    /** Puts the values of each key together, starting with {@code zeroValue} in each map task that has the key, placed by {@code partitioner}. */
    public JavaPairRDD<K, V> foldByKey(V zeroValue, Partitioner partitioner, Function2<V, V, V> func) {
        return pairs(Tuples.PAIRS.foldByKey(in(), zeroValue, func, Partitioners.toEngine(partitioner)));
    }

    /** Each pair with the chance, or as often on average, as {@code fractions} says of its key, which must be there. */
    public JavaPairRDD<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions) {
        return sampleByKey(withReplacement, fractions, new Random().nextLong());
    }

    /** The same, always alike for the same seed. {@link IllegalArgumentException} if a fraction is negative. */
    public JavaPairRDD<K, V> sampleByKey(boolean withReplacement, Map<K, Double> fractions, long seed) {
        return pairs(Tuples.KEY_SAMPLES.sample(in(), withReplacement, fractions, seed));
    }

    /** Of each key exactly the fraction that {@code fractions} says, rounded up. Runs a job at once, with replacement two. */
    public JavaPairRDD<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions) {
        return sampleByKeyExact(withReplacement, fractions, new Random().nextLong());
    }

    /** The same, always alike for the same seed. {@link IllegalArgumentException} if a fraction is negative. */
    public JavaPairRDD<K, V> sampleByKeyExact(boolean withReplacement, Map<K, Double> fractions, long seed) {
        Map<K, Long> counts = withReplacement ? countByKey() : Map.of();
        return pairs(Tuples.KEY_SAMPLES.sampleExactly(in(), withReplacement, fractions, counts, seed));
    }

    /**
     * Each key with an estimate of how many different values it has.
     *
     * @param relativeSD its standard deviation as a part of it; {@link IllegalArgumentException} if not greater than 0.000017
     */
    public JavaPairRDD<K, Long> countApproxDistinctByKey(double relativeSD) {
        return pairs(Tuples.PAIRS.countApproxDistinctByKey(in(), relativeSD, standard()));
    }

    /** The same, in {@code numPartitions} partitions. */
    public JavaPairRDD<K, Long> countApproxDistinctByKey(double relativeSD, int numPartitions) {
        return pairs(Tuples.PAIRS.countApproxDistinctByKey(in(), relativeSD, Partitioners.hash(numPartitions)));
    }

    /** The same, placed by {@code partitioner}. */
    public JavaPairRDD<K, Long> countApproxDistinctByKey(double relativeSD, Partitioner partitioner) {
        return pairs(Tuples.PAIRS.countApproxDistinctByKey(in(), relativeSD, Partitioners.toEngine(partitioner)));
    }

    /** Each key with all its values. */
    public JavaPairRDD<K, Iterable<V>> groupByKey() {
        return pairs(Tuples.PAIRS.groupByKey(in(), standard()));
    }

    /** Each key with all its values, in {@code numPartitions} partitions. */
    public JavaPairRDD<K, Iterable<V>> groupByKey(int numPartitions) {
        return pairs(Tuples.PAIRS.groupByKey(in(), Partitioners.hash(numPartitions)));
    }

    /** Each key with all its values, placed by {@code partitioner}. */
    public JavaPairRDD<K, Iterable<V>> groupByKey(Partitioner partitioner) {
        return pairs(Tuples.PAIRS.groupByKey(in(), Partitioners.toEngine(partitioner)));
    }

    // ---- several RDDs by key

    /** Each key that both have, with every pair of its values. */
    public <W> JavaPairRDD<K, Tuple2<V, W>> join(JavaPairRDD<K, W> other) {
        return pairs(Tuples.JOINS.join(in(), Tuples.in(other.engine()), standard(other)));
    }

    /** Each key that both have, with every pair of its values, in {@code numPartitions} partitions. */
    public <W> JavaPairRDD<K, Tuple2<V, W>> join(JavaPairRDD<K, W> other, int numPartitions) {
        return pairs(Tuples.JOINS.join(in(), Tuples.in(other.engine()), Partitioners.hash(numPartitions)));
    }

    /** Each key that both have, with every pair of its values, placed by {@code partitioner}. */
    public <W> JavaPairRDD<K, Tuple2<V, W>> join(JavaPairRDD<K, W> other, Partitioner partitioner) {
        return pairs(Tuples.JOINS.join(in(), Tuples.in(other.engine()), Partitioners.toEngine(partitioner)));
    }

    /** Every pair of a value here and one of the other under the same key, if there is one. */
    public <W> JavaPairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(JavaPairRDD<K, W> other) {
        return pairs(Tuples.JOINS.leftOuterJoin(in(), Tuples.in(other.engine()), standard(other), Tuples.OPTIONALS));
    }

    /** Every pair of a value here and one of the other under the same key, if there is one, in {@code numPartitions} partitions. */
    public <W> JavaPairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(JavaPairRDD<K, W> other, int numPartitions) {
        return pairs(Tuples.JOINS.leftOuterJoin(
                in(), Tuples.in(other.engine()), Partitioners.hash(numPartitions), Tuples.OPTIONALS));
    }

    /** Every pair of a value here and one of the other under the same key, if there is one, placed by {@code partitioner}. */
    public <W> JavaPairRDD<K, Tuple2<V, Optional<W>>> leftOuterJoin(JavaPairRDD<K, W> other, Partitioner partitioner) {
        return pairs(Tuples.JOINS.leftOuterJoin(
                in(), Tuples.in(other.engine()), Partitioners.toEngine(partitioner), Tuples.OPTIONALS));
    }

    /** Every pair of a value of the other and one here under the same key, if there is one. */
    public <W> JavaPairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(JavaPairRDD<K, W> other) {
        return pairs(Tuples.JOINS.rightOuterJoin(in(), Tuples.in(other.engine()), standard(other), Tuples.OPTIONALS));
    }

    /** Every pair of a value of the other and one here under the same key, if there is one, in {@code numPartitions} partitions. */
    public <W> JavaPairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(JavaPairRDD<K, W> other, int numPartitions) {
        return pairs(Tuples.JOINS.rightOuterJoin(
                in(), Tuples.in(other.engine()), Partitioners.hash(numPartitions), Tuples.OPTIONALS));
    }

    /** Every pair of a value of the other and one here under the same key, if there is one, placed by {@code partitioner}. */
    public <W> JavaPairRDD<K, Tuple2<Optional<V>, W>> rightOuterJoin(JavaPairRDD<K, W> other, Partitioner partitioner) {
        return pairs(Tuples.JOINS.rightOuterJoin(
                in(), Tuples.in(other.engine()), Partitioners.toEngine(partitioner), Tuples.OPTIONALS));
    }

    /** Every pair of values under the same key; those without a match alone. */
    public <W> JavaPairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(JavaPairRDD<K, W> other) {
        return pairs(Tuples.JOINS.fullOuterJoin(in(), Tuples.in(other.engine()), standard(other), Tuples.OPTIONALS));
    }

    /** Every pair of values under the same key; those without a match alone, in {@code numPartitions} partitions. */
    public <W> JavaPairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
            JavaPairRDD<K, W> other, int numPartitions) {
        return pairs(Tuples.JOINS.fullOuterJoin(
                in(), Tuples.in(other.engine()), Partitioners.hash(numPartitions), Tuples.OPTIONALS));
    }

    /** Every pair of values under the same key; those without a match alone, placed by {@code partitioner}. */
    public <W> JavaPairRDD<K, Tuple2<Optional<V>, Optional<W>>> fullOuterJoin(
            JavaPairRDD<K, W> other, Partitioner partitioner) {
        return pairs(Tuples.JOINS.fullOuterJoin(
                in(), Tuples.in(other.engine()), Partitioners.toEngine(partitioner), Tuples.OPTIONALS));
    }

    /** Each key with its values here and in the other. */
    public <W> JavaPairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(JavaPairRDD<K, W> other) {
        return pairs(grouped(standard(other), other));
    }

    /** Each key with its values here and in the other, in {@code numPartitions} partitions. */
    public <W> JavaPairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(JavaPairRDD<K, W> other, int numPartitions) {
        return pairs(grouped(Partitioners.hash(numPartitions), other));
    }

    /** Each key with its values here and in the other, placed by {@code partitioner}. */
    public <W> JavaPairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> cogroup(
            JavaPairRDD<K, W> other, Partitioner partitioner) {
        return pairs(grouped(Partitioners.toEngine(partitioner), other));
    }

    /** Each key with its values here and in the others. */
    public <W1, W2> JavaPairRDD<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2) {
        return pairs(grouped(standard(other1, other2), other1, other2));
    }

    /** Each key with its values here and in the others, in {@code numPartitions} partitions. */
    public <W1, W2> JavaPairRDD<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, int numPartitions) {
        return pairs(grouped(Partitioners.hash(numPartitions), other1, other2));
    }

    /** Each key with its values here and in the others, placed by {@code partitioner}. */
    public <W1, W2> JavaPairRDD<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> cogroup(
            JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, Partitioner partitioner) {
        return pairs(grouped(Partitioners.toEngine(partitioner), other1, other2));
    }

    /** Each key with its values here and in the others. */
    public <W1, W2, W3> JavaPairRDD<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
            JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, JavaPairRDD<K, W3> other3) {
        return pairs(grouped(standard(other1, other2, other3), other1, other2, other3));
    }

    /** Each key with its values here and in the others, in {@code numPartitions} partitions. */
    public <W1, W2, W3> JavaPairRDD<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
            JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, JavaPairRDD<K, W3> other3, int numPartitions) {
        return pairs(grouped(Partitioners.hash(numPartitions), other1, other2, other3));
    }

    /** Each key with its values here and in the others, placed by {@code partitioner}. */
    public <W1, W2, W3> JavaPairRDD<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> cogroup(
            JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, JavaPairRDD<K, W3> other3, Partitioner partitioner) {
        return pairs(grouped(Partitioners.toEngine(partitioner), other1, other2, other3));
    }

    /** Each key with its values here and in the other. */
    public <W> JavaPairRDD<K, Tuple2<Iterable<V>, Iterable<W>>> groupWith(JavaPairRDD<K, W> other) {
        return pairs(grouped(standard(other), other));
    }

    /** Each key with its values here and in the others. */
    public <W1, W2> JavaPairRDD<K, Tuple3<Iterable<V>, Iterable<W1>, Iterable<W2>>> groupWith(
            JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2) {
        return pairs(grouped(standard(other1, other2), other1, other2));
    }

    /** Each key with its values here and in the others. */
    public <W1, W2, W3> JavaPairRDD<K, Tuple4<Iterable<V>, Iterable<W1>, Iterable<W2>, Iterable<W3>>> groupWith(
            JavaPairRDD<K, W1> other1, JavaPairRDD<K, W2> other2, JavaPairRDD<K, W3> other3) {
        return pairs(grouped(standard(other1, other2, other3), other1, other2, other3));
    }

    private Rdd<Tuple2<Object, Object>> grouped(ember.rdd.Partitioner partitioner, JavaPairRDD<?, ?>... others) {
        List<Rdd<Tuple2<Object, Object>>> sides = new ArrayList<>(others.length + 1);
        sides.add(in());
        for (JavaPairRDD<?, ?> other : others) {
            sides.add(Tuples.in(other.engine()));
        }
        return Tuples.JOINS.cogroup(sides, partitioner, Tuples.GROUPING);
    }

    /** Pairs whose key the other does not have. */
    public <W> JavaPairRDD<K, V> subtractByKey(JavaPairRDD<K, W> other) {
        return pairs(Tuples.PAIRS.subtractByKey(in(), Tuples.in(other.engine()), Tuples.PAIRS.ownOrHash(in())));
    }

    /** Pairs whose key the other does not have, in {@code numPartitions} partitions. */
    public <W> JavaPairRDD<K, V> subtractByKey(JavaPairRDD<K, W> other, int numPartitions) {
        return pairs(Tuples.PAIRS.subtractByKey(in(), Tuples.in(other.engine()), Partitioners.hash(numPartitions)));
    }

    /** Pairs whose key the other does not have, placed by {@code partitioner}. */
    public <W> JavaPairRDD<K, V> subtractByKey(JavaPairRDD<K, W> other, Partitioner partitioner) {
        return pairs(Tuples.PAIRS.subtractByKey(in(), Tuples.in(other.engine()), Partitioners.toEngine(partitioner)));
    }

    // ---- order

    /** In the order of keys, over all partitions. Runs a job to sample them if there are several partitions. */
    public JavaPairRDD<K, V> sortByKey() {
        return sortByKey(true);
    }

    /** In the order of keys, or against it. */
    public JavaPairRDD<K, V> sortByKey(boolean ascending) {
        return sortByKey(NaturalOrder.get(), ascending);
    }

    /** In the order of keys, or against it, in at most {@code numPartitions} partitions. */
    public JavaPairRDD<K, V> sortByKey(boolean ascending, int numPartitions) {
        return sortByKey(NaturalOrder.get(), ascending, numPartitions);
    }

    /** In the order that {@code comp} gives the keys. */
    public JavaPairRDD<K, V> sortByKey(Comparator<K> comp) {
        return sortByKey(comp, true);
    }

    /** In the order that {@code comp} gives the keys, or against it. */
    public JavaPairRDD<K, V> sortByKey(Comparator<K> comp, boolean ascending) {
        return sortByKey(comp, ascending, rdd.getNumPartitions());
    }

    /** In the order that {@code comp} gives the keys, or against it, in at most {@code numPartitions} partitions. */
    public JavaPairRDD<K, V> sortByKey(Comparator<K> comp, boolean ascending, int numPartitions) {
        return pairs(Tuples.PAIRS.sortByKey(in(), comp, ascending, numPartitions));
    }

    /** The pairs placed by {@code partitioner}, each partition in the order of keys. */
    public JavaPairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner) {
        return repartitionAndSortWithinPartitions(partitioner, NaturalOrder.get());
    }

    /** The pairs placed by {@code partitioner}, each partition in the order that {@code comp} gives the keys. */
    public JavaPairRDD<K, V> repartitionAndSortWithinPartitions(Partitioner partitioner, Comparator<K> comp) {
        ember.rdd.Partitioner placed = Partitioners.toEngine(partitioner);
        return pairs(Tuples.PAIRS.repartitionAndSortWithinPartitions(in(), placed, comp));
    }

    /** Pairs with keys from {@code lower} to {@code upper}, both included; looks only where they can be, after a sort. */
    public JavaPairRDD<K, V> filterByRange(K lower, K upper) {
        return filterByRange(NaturalOrder.get(), lower, upper);
    }

    /** Pairs with keys from {@code lower} to {@code upper}, both included, in the order of {@code comp}. */
    public JavaPairRDD<K, V> filterByRange(Comparator<K> comp, K lower, K upper) {
        return pairs(Tuples.PAIRS.filterByRange(in(), comp, lower, upper));
    }

    // ---- actions

    /** The pairs as a map; of several values of a key the last stays. The map refuses {@code put}, not removal. */
    public Map<K, V> collectAsMap() {
        return ResultMap.mutable(collect());
    }

    /** How many values each key has. The map cannot be changed. */
    public Map<K, Long> countByKey() {
        return ResultMap.immutable(Tuples.out(Tuples.PAIR_ACTIONS.countByKey(in())));
    }

    /** How many values each key has, as known after {@code timeout} ms, with bounds of confidence 0.95. */
    public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeout) {
        return countByKeyApprox(timeout, ApproximateActions.CONFIDENCE);
    }

    /** The same. @param confidence that a true count is within its bounds, 0 to 1 */
    public PartialResult<Map<K, BoundedDouble>> countByKeyApprox(long timeout, double confidence) {
        return keys().countByValueApprox(timeout, confidence);
    }

    /** Puts the values of each key together in tasks, then in the driver. Keys are equal as Java says; the map refuses {@code put}. */
    public Map<K, V> reduceByKeyLocally(Function2<V, V, V> func) {
        return ResultMap.ofJava(LocalReduction.run(engine(), func));
    }

    /** All values of a key; asks one partition only if keys are placed. */
    public List<V> lookup(K key) {
        return Tuples.PAIR_ACTIONS.lookup(in(), key);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import scala.Tuple2;

/** What one should not do, and what is empty. One partition each where tasks fail, so that it is always the same one. */
public final class BadInput {
    private BadInput() {}

    /** Every action on an RDD without partitions and on one of empty partitions. */
    public static Map<String, Callable<Object>> emptyRdds(JavaSparkContext context) {
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        actions(all, "no partitions ", context.<Integer>emptyRDD());
        actions(all, "empty partitions ", context.parallelize(new ArrayList<Integer>(), 2));
        statistics(all, "no partitions ", context.<Integer>emptyRDD().mapToDouble(x -> x));
        statistics(
                all,
                "empty partitions ",
                context.parallelize(new ArrayList<Integer>(), 2).mapToDouble(x -> x));
        return all;
    }

    private static void actions(Map<String, Callable<Object>> all, String of, JavaRDD<Integer> rdd) {
        JavaPairRDD<Integer, Integer> pairs = rdd.mapToPair(x -> new Tuple2<>(x, x));
        all.put(of + "first", rdd::first);
        all.put(of + "reduce", () -> rdd.reduce(Integer::sum));
        all.put(of + "treeReduce", () -> rdd.treeReduce(Integer::sum));
        all.put(of + "fold", () -> rdd.fold(5, Integer::sum));
        all.put(of + "aggregate", () -> rdd.aggregate(5, Integer::sum, Integer::sum));
        all.put(of + "treeAggregate", () -> rdd.treeAggregate(5, Integer::sum, Integer::sum));
        all.put(of + "take", () -> rdd.take(3));
        all.put(of + "top", () -> rdd.top(3));
        all.put(of + "takeOrdered", () -> rdd.takeOrdered(3));
        all.put(of + "takeSample", () -> rdd.takeSample(false, 3, 1));
        all.put(of + "isEmpty", rdd::isEmpty);
        all.put(of + "countByValue", rdd::countByValue);
        all.put(of + "glom", () -> rdd.glom().collect());
        all.put(of + "zipWithIndex", () -> rdd.zipWithIndex().collect());
        all.put(of + "sortBy", () -> rdd.sortBy(x -> x, true, 3).glom().collect());
        all.put(of + "sortByKey", () -> pairs.sortByKey().glom().collect());
        all.put(of + "collectAsMap", pairs::collectAsMap);
        all.put(of + "reduceByKeyLocally", () -> pairs.reduceByKeyLocally(Integer::sum));
        all.put(of + "lookup", () -> pairs.lookup(1));
        all.put(of + "groupByKey", () -> pairs.groupByKey().collect());
        all.put(
                of + "sampleByKeyExact",
                () -> pairs.sampleByKeyExact(false, Map.of(), 1).collect());
        all.put(of + "toLocalIterator", rdd::toLocalIterator);
        all.put(of + "countAsync", () -> rdd.countAsync().get());
        all.put(of + "takeAsync", () -> rdd.takeAsync(2).get());
    }

    private static void statistics(Map<String, Callable<Object>> all, String of, JavaDoubleRDD rdd) {
        all.put(of + "sum", rdd::sum);
        all.put(of + "mean", rdd::mean);
        all.put(of + "stats", () -> rdd.stats().toString());
        all.put(of + "variance", rdd::variance);
        all.put(of + "sampleStdev", rdd::sampleStdev);
        all.put(of + "least", rdd::min);
        all.put(of + "greatest", rdd::max);
        all.put(of + "histogram", () -> rdd.histogram(3));
        all.put(of + "histogram of buckets", () -> rdd.histogram(new double[] {1, 2, 3}));
    }

    /** Numbers that make no sense. */
    public static Map<String, Callable<Object>> wrongNumbers(JavaSparkContext context) {
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        JavaRDD<Integer> rdd = context.parallelize(Arrays.asList(3, 1, 2), 1);
        JavaPairRDD<Integer, Integer> pairs = rdd.mapToPair(x -> new Tuple2<>(x, x));
        for (int n : new int[] {0, -1}) {
            all.put("parallelize " + n, () -> context.parallelize(List.of(1), n).count());
            all.put("coalesce " + n, () -> rdd.coalesce(n).count());
            all.put("repartition " + n, () -> rdd.repartition(n).count());
            all.put("distinct " + n, () -> rdd.distinct(n).count());
            all.put("sortBy " + n, () -> rdd.sortBy(x -> x, true, n).collect());
            all.put("groupByKey " + n, () -> pairs.groupByKey(n).count());
            all.put("HashPartitioner " + n, () -> new HashPartitioner(n).numPartitions());
            all.put("take " + n, () -> rdd.take(n));
            all.put("top " + n, () -> rdd.top(n));
            all.put("takeOrdered " + n, () -> rdd.takeOrdered(n));
            all.put("takeSample " + n, () -> rdd.takeSample(false, n, 1));
            all.put("treeReduce " + n, () -> rdd.treeReduce(Integer::sum, n));
            all.put("treeAggregate " + n, () -> rdd.treeAggregate(0, Integer::sum, Integer::sum, n));
            all.put("histogram " + n, () -> rdd.mapToDouble(x -> x).histogram(n));
            all.put("sample " + n, () -> rdd.sample(false, n, 1).count());
            all.put("randomSplit " + n, () -> rdd.randomSplit(new double[] {n, 1}, 1).length);
        }
        all.put("sample above 1", () -> rdd.sample(false, 1.5, 1).count());
        all.put("countApprox", () -> rdd.countApprox(10_000, 2));
        all.put("countApproxDistinct", () -> rdd.countApproxDistinct(0.00001));
        all.put("collectPartitions", () -> Arrays.toString(rdd.collectPartitions(new int[] {4})));
        all.put(
                "zip unequal partitions",
                () -> rdd.zip(context.parallelize(List.of(1, 2, 3), 2)).count());
        all.put(
                "zip unequal sizes",
                () -> rdd.zip(context.parallelize(List.of(1, 2), 1)).count());
        all.put(
                "zipPartitions",
                () -> rdd.zipPartitions(context.parallelize(List.of(1), 2), (a, b) -> a)
                        .count());
        all.put("buckets of one", () -> rdd.mapToDouble(x -> x).histogram(new double[] {1}));
        return all;
    }

    /** Nulls, arrays, wrong casts, levels that change, what is not serialisable. */
    public static Map<String, Callable<Object>> nullsAndTypes(JavaSparkContext context) {
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        JavaRDD<Object> mixed = context.parallelize(Arrays.asList(1, "a", null, 1L, 2.0, 2), 1);
        JavaPairRDD<Object, Object> pairs = mixed.mapToPair(x -> new Tuple2<>(x, x));
        all.put("countByValue", mixed::countByValue);
        all.put(
                "countByValue of numbers",
                () -> mixed.filter(x -> x instanceof Number).countByValue());
        all.put("distinct", () -> mixed.distinct(2).glom().collect());
        all.put("reduceByKey", () -> pairs.reduceByKey((a, b) -> a + "," + b).collect());
        // Equal in Scala only.
        JavaPairRDD<Object, Object> numbers =
                mixed.filter(x -> x instanceof Number).mapToPair(x -> new Tuple2<>(x, x));
        all.put("reduceByKeyLocally", () -> numbers.reduceByKeyLocally((a, b) -> a + "," + b));
        all.put(
                "reduceByKeyLocally, then another key that is equal in Scala",
                () -> numbers.filter(x -> x._1() instanceof Integer)
                        .reduceByKeyLocally((a, b) -> a + "," + b)
                        .get(1L));
        all.put("groupByKey", () -> pairs.groupByKey(2).collect());
        all.put("lookup", () -> pairs.lookup(1L));
        all.put("lookup of null", () -> pairs.lookup(null));
        all.put("join of nulls", () -> pairs.join(pairs).collect());
        all.put("leftOuterJoin of nulls", () -> pairs.leftOuterJoin(pairs).collect());
        all.put("collectAsMap", pairs::collectAsMap);
        all.put("sortByKey", () -> pairs.sortByKey().collect());
        all.put("cast", () -> mixed.map(x -> ((String) x).length()).collect());
        all.put("null iterator", () -> mixed.flatMap(x -> null).collect());
        all.put(
                "null RDD of pairs",
                () -> mixed.mapToPair(x -> null).groupByKey().collect());
        all.put(
                "array keys",
                () -> context.parallelize(Arrays.asList(new int[] {1}, new int[] {1}), 1)
                        .mapToPair(x -> new Tuple2<>(x, 1))
                        .reduceByKey(Integer::sum)
                        .values()
                        .collect());
        unserializableAndLate(all, context, mixed);
        return all;
    }

    /** What is not serialisable, and what comes too late. */
    private static void unserializableAndLate(
            Map<String, Callable<Object>> all, JavaSparkContext context, JavaRDD<Object> mixed) {
        all.put("captures the context", () -> mixed.map(x -> context.appName()).collect());
        all.put("not serialisable result", () -> mixed.map(x -> new Object()).collect());
        all.put(
                "not serialisable key",
                () -> mixed.mapToPair(x -> new Tuple2<>(new Object(), 1))
                        .groupByKey()
                        .count());
        all.put("another level", () -> {
            JavaRDD<Object> kept = mixed.map(x -> x).cache();
            return kept.persist(StorageLevels.DISK_ONLY);
        });
        all.put("checkpoint without a directory", () -> {
            mixed.map(x -> x).checkpoint();
            return null;
        });
        all.put("destroyed broadcast", () -> {
            var broadcast = context.broadcast(List.of(1));
            broadcast.destroy();
            return broadcast.value();
        });
        all.put("missing file", () -> context.textFile("/nowhere/at/all").count());
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

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
import scala.Tuple2;

/** What a program can still do with what it made when its context was stopped, and what it is told where it cannot. */
public final class AfterStop {
    private AfterStop() {}

    /** Stops the context. */
    public static Map<String, Callable<Object>> use(JavaSparkContext context) {
        JavaRDD<Integer> rdd = context.parallelize(Arrays.asList(3, 1, 2), 2);
        JavaPairRDD<Integer, Integer> pairs = rdd.mapToPair(x -> new Tuple2<>(x, x));
        JavaDoubleRDD doubles = rdd.mapToDouble(x -> x);
        rdd.count();
        context.stop();
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        ofTheContext(all, context);
        actions(all, rdd);
        actionsOfPairs(all, pairs, doubles);
        transformations(all, rdd);
        transformationsOfPairs(all, pairs);
        return all;
    }

    private static void ofTheContext(Map<String, Callable<Object>> all, JavaSparkContext context) {
        all.put("parallelize", () -> context.parallelize(List.of(1)).getNumPartitions());
        all.put("parallelize into", () -> context.parallelize(List.of(1), 2).getNumPartitions());
        all.put(
                "parallelizePairs",
                () -> context.parallelizePairs(List.of(new Tuple2<>(1, 1)), 2).getNumPartitions());
        all.put(
                "parallelizeDoubles",
                () -> context.parallelizeDoubles(List.of(1.0), 2).getNumPartitions());
        all.put("emptyRDD", () -> context.emptyRDD().getNumPartitions());
        all.put("textFile", () -> context.textFile("/nowhere", 1).name());
        all.put("wholeTextFiles", () -> context.wholeTextFiles("/nowhere", 1).name());
        all.put("binaryFiles", () -> context.binaryFiles("/nowhere", 1).name());
        all.put("binaryRecords", () -> context.binaryRecords("/nowhere", 4).name());
        all.put("objectFile", () -> context.objectFile("/nowhere", 1).name());
        all.put("broadcast", () -> context.broadcast(1).value());
        all.put("accumulator", () -> context.sc().longAccumulator("sum").value());
        all.put("defaultParallelism", context::defaultParallelism);
        all.put("defaultMinPartitions", context::defaultMinPartitions);
        all.put("appName", context::appName);
        all.put("master", context::master);
        all.put("isLocal", context::isLocal);
        all.put("version", context::version);
        all.put("stopped", () -> context.sc().isStopped());
        all.put("getPersistentRDDs", context::getPersistentRDDs);
        all.put("getConf", () -> context.getConf().get("spark.master"));
        all.put("setLocalProperty", () -> {
            context.setLocalProperty("key", "value");
            return context.getLocalProperty("key");
        });
        all.put("getCheckpointDir", context::getCheckpointDir);
        all.put("cancelAllJobs", () -> done(context::cancelAllJobs));
        all.put("cancelJobGroup", () -> done(() -> context.cancelJobGroup("group")));
        all.put("setJobGroup", () -> done(() -> context.setJobGroup("group", "about")));
        all.put("clearJobGroup", () -> done(context::clearJobGroup));
        all.put("stop", () -> done(context::stop));
        all.put("close", () -> done(context::close));
    }

    private static String done(Runnable call) {
        call.run();
        return "done";
    }

    private static void actions(Map<String, Callable<Object>> all, JavaRDD<Integer> rdd) {
        all.put("count", rdd::count);
        all.put("collect", rdd::collect);
        all.put("collectPartitions", () -> rdd.collectPartitions(new int[] {0}).length);
        all.put("first", rdd::first);
        all.put("take", () -> rdd.take(1));
        all.put("take of none", () -> rdd.take(0));
        all.put("top", () -> rdd.top(1));
        all.put("takeOrdered", () -> rdd.takeOrdered(1));
        all.put("takeOrdered of none", () -> rdd.takeOrdered(0));
        all.put("takeSample", () -> rdd.takeSample(false, 1, 1));
        all.put("isEmpty", rdd::isEmpty);
        all.put("reduce", () -> rdd.reduce(Integer::sum));
        all.put("treeReduce", () -> rdd.treeReduce(Integer::sum));
        all.put("fold", () -> rdd.fold(0, Integer::sum));
        all.put("aggregate", () -> rdd.aggregate(0, Integer::sum, Integer::sum));
        all.put("treeAggregate", () -> rdd.treeAggregate(0, Integer::sum, Integer::sum));
        all.put("foreach", () -> done(() -> rdd.foreach(x -> {})));
        all.put("foreachPartition", () -> done(() -> rdd.foreachPartition(x -> {})));
        all.put("countByValue", rdd::countByValue);
        all.put("countApproxDistinct", () -> rdd.countApproxDistinct(0.1));
        all.put("max", () -> rdd.max(java.util.Comparator.naturalOrder()));
        all.put("toLocalIterator", () -> rdd.toLocalIterator().next());
        all.put("zipWithIndex", () -> rdd.zipWithIndex().getNumPartitions());
        all.put("countAsync", () -> rdd.countAsync().get());
        all.put("collectAsync", () -> rdd.collectAsync().get());
        all.put("takeAsync", () -> rdd.takeAsync(1).get());
        all.put("foreachAsync", () -> rdd.foreachAsync(x -> {}).get());
        all.put(
                "foreachPartitionAsync",
                () -> rdd.foreachPartitionAsync(x -> {}).get());
    }

    private static void actionsOfPairs(
            Map<String, Callable<Object>> all, JavaPairRDD<Integer, Integer> pairs, JavaDoubleRDD doubles) {
        all.put("collectAsMap", pairs::collectAsMap);
        all.put("countByKey", pairs::countByKey);
        all.put("lookup", () -> pairs.lookup(1));
        all.put("reduceByKeyLocally", () -> pairs.reduceByKeyLocally(Integer::sum));
        all.put("sum", doubles::sum);
        all.put("stats", doubles::stats);
        all.put("histogram", () -> doubles.histogram(2));
        all.put("histogram of buckets", () -> doubles.histogram(new double[] {0, 1}));
    }

    private static void transformations(Map<String, Callable<Object>> all, JavaRDD<Integer> rdd) {
        all.put("map", () -> rdd.map(x -> x).getNumPartitions());
        all.put("filter", () -> rdd.filter(x -> true).getNumPartitions());
        all.put("flatMap", () -> rdd.flatMap(x -> List.of(x).iterator()).getNumPartitions());
        all.put("mapPartitions", () -> rdd.mapPartitions(x -> x).getNumPartitions());
        all.put("glom", () -> rdd.glom().getNumPartitions());
        all.put("union", () -> rdd.union(rdd).getNumPartitions());
        all.put("cartesian", () -> rdd.cartesian(rdd).getNumPartitions());
        all.put("zip", () -> rdd.zip(rdd).getNumPartitions());
        all.put("zipWithUniqueId", () -> rdd.zipWithUniqueId().getNumPartitions());
        all.put("sample", () -> rdd.sample(false, 0.5, 1).getNumPartitions());
        all.put("randomSplit", () -> rdd.randomSplit(new double[] {1, 1}, 1).length);
        all.put("distinct", () -> rdd.distinct().getNumPartitions());
        all.put("distinct into", () -> rdd.distinct(3).getNumPartitions());
        all.put("sortBy", () -> rdd.sortBy(x -> x, true, 2).getNumPartitions());
        all.put("groupBy", () -> rdd.groupBy(x -> x).getNumPartitions());
        all.put("pipe", () -> rdd.pipe("cat").getNumPartitions());
        all.put("cache", () -> rdd.map(x -> x).cache().getStorageLevel().description());
        all.put("setName", () -> rdd.map(x -> x).setName("name").name());
        all.put("checkpoint", () -> done(rdd::checkpoint));
        all.put("isCheckpointed", rdd::isCheckpointed);
        all.put("partitions", () -> rdd.partitions().size());
        all.put("partitioner", rdd::partitioner);
    }

    private static void transformationsOfPairs(Map<String, Callable<Object>> all, JavaPairRDD<Integer, Integer> pairs) {
        all.put("mapValues", () -> pairs.mapValues(x -> x).getNumPartitions());
        all.put("keys", () -> pairs.keys().getNumPartitions());
        all.put("reduceByKey", () -> pairs.reduceByKey(Integer::sum).getNumPartitions());
        all.put("groupByKey", () -> pairs.groupByKey().getNumPartitions());
        all.put("partitionBy", () -> pairs.partitionBy(new HashPartitioner(3)).getNumPartitions());
        all.put("sortByKey", () -> pairs.sortByKey().getNumPartitions());
        all.put("sortByKey into one", () -> pairs.sortByKey(true, 1).getNumPartitions());
        all.put("sampleByKey", () -> pairs.sampleByKey(false, Map.of(1, 0.5), 1).getNumPartitions());
        all.put(
                "sampleByKeyExact",
                () -> pairs.sampleByKeyExact(false, Map.of(1, 0.5), 1).getNumPartitions());
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package conformance.program;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.spark.HashPartitioner;
import org.apache.spark.api.java.JavaDoubleRDD;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.Optional;
import org.apache.spark.api.java.StorageLevels;
import scala.Tuple2;

/** Arguments that no method can want: nothing, names that are none, files that are not what they should be. */
public final class WrongArguments {
    private WrongArguments() {}

    /** @param directory where the program may write */
    public static Map<String, Callable<Object>> all(JavaSparkContext context, Path directory) {
        Map<String, Callable<Object>> all = new LinkedHashMap<>();
        JavaRDD<Integer> rdd = context.parallelize(Arrays.asList(3, 1, 2), 2);
        ofTheContext(all, context);
        files(all, context, rdd, directory);
        nothing(all, rdd);
        numbers(all, rdd);
        pairs(all, context, rdd.mapToPair(x -> new Tuple2<>(x, x)));
        return all;
    }

    private static String done(Runnable call) {
        call.run();
        return "done";
    }

    private static void ofTheContext(Map<String, Callable<Object>> all, JavaSparkContext context) {
        all.put("setLogLevel", () -> done(() -> context.setLogLevel("loud")));
        all.put("addJobTag empty", () -> done(() -> context.sc().addJobTag("")));
        all.put("addJobTag with a comma", () -> done(() -> context.sc().addJobTag("a,b")));
        all.put("addJobTag null", () -> done(() -> context.sc().addJobTag(null)));
        all.put("removeJobTag with a comma", () -> done(() -> context.sc().removeJobTag("a,b")));
        all.put("addFile missing", () -> done(() -> context.addFile("/nowhere/at/all")));
        all.put("broadcast null", () -> context.broadcast(null).value());
        all.put(
                "broadcast of an RDD",
                () -> context.broadcast(context.emptyRDD()).value());
        all.put("getLocalProperty", () -> context.getLocalProperty("none"));
        all.put("setLocalProperty null", () -> {
            context.setLocalProperty("key", "value");
            context.setLocalProperty("key", null);
            return context.getLocalProperty("key");
        });
        all.put("configuration that is not set", () -> context.getConf().get("no.such.key"));
        all.put("configuration set to null", () -> context.getConf().set("key", null));
        all.put(
                "configuration that is no number",
                () -> context.getConf().set("a", "b").getInt("a", 1));
        all.put("Optional without a value", () -> Optional.absent().get());
        all.put("Optional of null", () -> Optional.of(null));
    }

    private static void files(
            Map<String, Callable<Object>> all, JavaSparkContext context, JavaRDD<Integer> rdd, Path directory) {
        String path = directory.toString();
        all.put("saveAsTextFile twice", () -> {
            rdd.saveAsTextFile(path + "/twice");
            rdd.saveAsTextFile(path + "/twice");
            return "saved";
        });
        all.put("saveAsObjectFile twice", () -> {
            rdd.saveAsObjectFile(path + "/twice");
            return "saved";
        });
        all.put("textFile of nothing", () -> context.textFile("").count());
        all.put(
                "wholeTextFiles missing",
                () -> context.wholeTextFiles("/nowhere/at/all").count());
        all.put(
                "binaryFiles missing",
                () -> context.binaryFiles("/nowhere/at/all").count());
        all.put("binaryRecords of another length", () -> {
            Path file = directory.resolve("five");
            Files.write(file, "12345".getBytes(StandardCharsets.UTF_8));
            return context.binaryRecords(file.toString(), 2).count();
        });
        all.put("checkpoint directory null", () -> done(() -> context.setCheckpointDir(null)));
        all.put("pipe that fails", () -> rdd.pipe("false").collect());
        all.put("pipe that is not there", () -> rdd.pipe("/nowhere/at/all").collect());
    }

    private static void nothing(Map<String, Callable<Object>> all, JavaRDD<Integer> rdd) {
        all.put("fold null", () -> rdd.fold(null, (a, b) -> b));
        all.put("aggregate null", () -> rdd.aggregate(null, (a, b) -> b, (a, b) -> b));
        all.put("null elements in take", () -> rdd.map(x -> (Integer) null).take(2));
        all.put("null elements in reduce", () -> rdd.map(x -> (Integer) null).reduce((a, b) -> a));
        all.put("null elements in max", () -> rdd.map(x -> x == 1 ? null : x).max(java.util.Comparator.naturalOrder()));
        all.put("null elements in top", () -> rdd.map(x -> x == 1 ? null : x).top(2));
        all.put(
                "null elements in sortBy",
                () -> rdd.map(x -> x == 1 ? null : x).sortBy(x -> x, true, 2).collect());
        all.put(
                "null doubles",
                () -> rdd.mapToDouble(x -> (Double) (Object) null).sum());
        all.put(
                "null from mapPartitions",
                () -> rdd.mapPartitions(x -> (Iterator<Integer>) null).count());
        all.put("iterator past its end", () -> {
            Iterator<Integer> iterator = rdd.toLocalIterator();
            while (iterator.hasNext()) {
                iterator.next();
            }
            return iterator.next();
        });
        all.put("setName null", () -> rdd.map(x -> x).setName(null).name());
        all.put(
                "persist NONE",
                () -> rdd.map(x -> x)
                        .persist(StorageLevels.NONE)
                        .getStorageLevel()
                        .description());
        all.put(
                "unpersist of what is not kept",
                () -> rdd.map(x -> x).unpersist().getStorageLevel().description());
        all.put("subtract itself", () -> rdd.subtract(rdd).count());
        all.put("union with itself", () -> rdd.union(rdd).count());
        all.put("zip with itself", () -> rdd.zip(rdd).collect());
    }

    private static void numbers(Map<String, Callable<Object>> all, JavaRDD<Integer> rdd) {
        JavaDoubleRDD doubles = rdd.mapToDouble(x -> x);
        all.put("randomSplit of nothing", () -> rdd.randomSplit(new double[] {}, 1).length);
        all.put("randomSplit of zeros", () -> rdd.randomSplit(new double[] {0, 0}, 1).length);
        all.put(
                "sample below 0 with replacement",
                () -> rdd.sample(true, -0.5, 1).count());
        all.put("takeSample of more", () -> rdd.takeSample(false, 10, 1).size());
        all.put("histogram of unsorted buckets", () -> doubles.histogram(new double[] {3, 1, 2}));
        all.put("histogram of no buckets", () -> doubles.histogram(new double[] {}));
        all.put("histogram with NaN", () -> rdd.mapToDouble(x -> Double.NaN).histogram(2));
        all.put("histogram with infinity", () -> rdd.mapToDouble(x -> 1.0 / 0).histogram(2));
        all.put(
                "histogram of equals",
                () -> Arrays.toString(rdd.mapToDouble(x -> 1).histogram(3)._1()));
        all.put("meanApprox", () -> doubles.meanApprox(60_000, 1.5).initialValue());
        all.put("countApproxDistinct", () -> rdd.countApproxDistinct(0.5));
        all.put(
                "countByValueApprox",
                () -> rdd.countByValueApprox(60_000, -1).initialValue().size());
        all.put("take of very many", () -> rdd.take(Integer.MAX_VALUE));
        all.put("collectPartitions of less than 0", () -> rdd.collectPartitions(new int[] {-1}).length);
        all.put("collectPartitions of none", () -> rdd.collectPartitions(new int[] {}).length);
    }

    private static void pairs(
            Map<String, Callable<Object>> all, JavaSparkContext context, JavaPairRDD<Integer, Integer> pairs) {
        all.put(
                "sampleByKey without a fraction",
                () -> pairs.sampleByKey(false, Map.of(1, 0.5), 1).count());
        all.put(
                "sampleByKey above 1",
                () -> pairs.sampleByKey(false, Map.of(1, 1.5, 2, 0.5, 3, 0.5), 1)
                        .count());
        all.put(
                "sampleByKeyExact below 0",
                () -> pairs.sampleByKeyExact(false, Map.of(1, -1.0), 1).count());
        all.put(
                "lookup of another kind",
                () -> pairs.partitionBy(new HashPartitioner(2)).lookup(9));
        all.put("partitionBy null", () -> pairs.partitionBy(null).getNumPartitions());
        all.put(
                "array keys by hash",
                () -> context.parallelize(List.of(1), 1)
                        .mapToPair(x -> new Tuple2<>(new int[] {x}, x))
                        .partitionBy(new HashPartitioner(2))
                        .count());
        all.put(
                "array keys reduced",
                () -> context.parallelizePairs(List.of(new Tuple2<>(new int[] {1}, 1)), 1)
                        .reduceByKey(Integer::sum)
                        .count());
        all.put(
                "array keys counted",
                () -> context.parallelizePairs(List.of(new Tuple2<>(new int[] {1}, 1)), 1)
                        .countByKey()
                        .size());
        all.put(
                "keys without an order",
                () -> context.parallelizePairs(
                                List.of(
                                        new Tuple2<Object, Integer>(List.of(1), 1),
                                        new Tuple2<Object, Integer>(List.of(2), 1)),
                                1)
                        .sortByKey()
                        .collect());
        all.put(
                "reduceByKeyLocally of array keys",
                () -> context.parallelizePairs(List.of(new Tuple2<>(new int[] {1}, 1)), 1)
                        .reduceByKeyLocally(Integer::sum));
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.io.Serializable;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import scala.Tuple2;

/** Sends a record of hundreds of megabytes through operations: {@code DIRECTORY MEGABYTES OPERATION...}. */
public final class HugeRecords {
    private HugeRecords() {}

    /** Of no class that is known beforehand. */
    private record Blob(byte[] bytes) implements Serializable {}

    /** Runs the program. */
    public static void main(String[] args) {
        int length = Integer.parseInt(args[1]) << 20;
        SparkConf conf = new SparkConf().set("spark.local.dir", args[0]).set("ember.memory", "64m");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            for (String operation : List.of(args).subList(2, args.length)) {
                System.out.println(operation + " " + (longest(operation, sc.parallelize(List.of(length), 1)) >> 20));
            }
        }
    }

    private static long longest(String operation, JavaRDD<Integer> one) {
        JavaPairRDD<Integer, byte[]> bytes = one.mapToPair(n -> new Tuple2<>(n, new byte[n]));
        JavaPairRDD<Integer, String> text = one.mapToPair(n -> new Tuple2<>(n, "x".repeat(n / 2)));
        return switch (operation) {
            case "reduceByKey" -> longest(bytes.reduceByKey((a, b) -> a));
            case "groupByKey" ->
                longest(bytes.groupByKey().mapValues(v -> v.iterator().next()));
            case "sortByKey" -> longest(bytes.sortByKey());
            case "reduceText" -> 2 * longestText(text.reduceByKey((a, b) -> a));
            case "sortText" ->
                2 * longestText(text.mapToPair(Tuple2::swap).sortByKey().mapToPair(Tuple2::swap));
            case "reduceObjects" ->
                longest(bytes.mapValues(Blob::new).reduceByKey((a, b) -> a).mapValues(Blob::bytes));
            case "DISK_ONLY" -> twice(bytes.persist(StorageLevels.DISK_ONLY));
            case "MEMORY_AND_DISK" -> twice(bytes.persist(StorageLevels.MEMORY_AND_DISK));
            default -> throw new IllegalArgumentException(operation);
        };
    }

    private static long twice(JavaPairRDD<Integer, byte[]> cached) {
        return (longest(cached) + longest(cached)) / 2;
    }

    private static long longest(JavaPairRDD<Integer, byte[]> records) {
        return records.map(record -> record._2().length).reduce(Math::max);
    }

    private static long longestText(JavaPairRDD<Integer, String> records) {
        return records.map(record -> record._2().length()).reduce(Math::max);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/**
 * Reads two shuffles in one stage and moves all that is below its first argument elsewhere while it does: every map output is in a file there.
 * Prints a sum for each key.
 */
public final class LoseTemporaryFiles {
    private static final int MAPS = 12;
    private static final AtomicBoolean LOST = new AtomicBoolean();

    private LoseTemporaryFiles() {}

    public static void main(String[] args) throws IOException {
        String directory = args[0];
        SparkConf conf = new SparkConf().set("spark.local.dir", directory).set("ember.memory", "1");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            JavaPairRDD<Integer, Long> sums = sums(sc, 7).union(sums(sc, 5));
            JavaPairRDD<Integer, Long> read = sums.mapPartitionsToPair(records -> {
                if (records.hasNext() && !LOST.getAndSet(true)) {
                    lose(Path.of(directory));
                }
                return records;
            });
            System.out.println(
                    new TreeMap<>(read.reduceByKey(Long::sum, 3).collectAsMap()) + (LOST.get() ? " lost" : " kept"));
        }
    }

    private static JavaPairRDD<Integer, Long> sums(JavaSparkContext sc, int keys) {
        List<Long> numbers = new ArrayList<>();
        for (long i = 0; i < 12_000; i++) {
            numbers.add(i);
        }
        return sc.parallelize(numbers, MAPS)
                .mapToPair(i -> new Tuple2<>((int) (i % keys), i))
                .reduceByKey(Long::sum, 4);
    }

    /** At once, so that no other task writes into a directory that is being emptied. */
    private static void lose(Path directory) throws IOException {
        Path elsewhere = Files.createDirectory(directory.resolveSibling("elsewhere"));
        try (Stream<Path> contents = Files.list(directory)) {
            for (Path each : contents.toList()) {
                Files.move(each, elsewhere.resolve(each.getFileName()));
            }
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.StorageLevels;
import scala.Tuple2;

/** Shuffles more than the disk takes, between smaller jobs: {@code DIRECTORY}, where temporary files go. */
public final class FillDisk {
    private FillDisk() {}

    /** Runs the program. */
    public static void main(String[] args) {
        SparkConf conf = new SparkConf().set("spark.local.dir", args[0]).set("ember.memory", "2m");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            JavaRDD<Integer> numbers =
                    sc.parallelize(IntStream.range(0, 1000).boxed().toList(), 2);
            JavaRDD<Integer> inMemory = numbers.map(n -> n * 3).cache();
            JavaRDD<Integer> onDisk = numbers.map(n -> n * 5).persist(StorageLevels.DISK_ONLY);
            System.out.println("cached " + inMemory.count() + " and " + onDisk.count());
            JavaPairRDD<Long, Iterable<Long>> groups = sc.parallelize(
                            IntStream.range(0, 100).boxed().toList(), 4)
                    .flatMapToPair(seed -> {
                        Random random = new Random(seed);
                        return random.longs(10_000)
                                .mapToObj(n -> new Tuple2<>(n, n))
                                .iterator();
                    })
                    .groupByKey();
            try {
                System.out.println("grouped " + groups.count());
            } catch (Exception e) {
                System.out.println(e instanceof SparkException ? e.getMessage() : "unexpected: " + e);
            }
            System.out.println("still " + inMemory.reduce(Integer::sum) + " and " + onDisk.reduce(Integer::sum));
            System.out.println("next " + numbers.groupBy(n -> n % 7).count());
        }
    }
}

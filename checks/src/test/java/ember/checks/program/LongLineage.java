// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import scala.Tuple2;

/** {@code maps N} or {@code shuffles N}: a lineage of so many steps, each of which adds one to every number. */
public final class LongLineage {
    private LongLineage() {}

    public static void main(String[] args) {
        int steps = Integer.parseInt(args[1]);
        try (JavaSparkContext sc = new JavaSparkContext(new SparkConf())) {
            System.out.println("sum: " + (args[0].equals("maps") ? maps(sc, steps) : shuffles(sc, steps)));
        }
    }

    private static int maps(JavaSparkContext sc, int steps) {
        JavaRDD<Integer> numbers = sc.parallelize(List.of(1, 2, 3, 4), 2);
        for (int i = 0; i < steps; i++) {
            numbers = numbers.map(n -> n + 1);
        }
        return numbers.reduce(Integer::sum);
    }

    private static int shuffles(JavaSparkContext sc, int steps) {
        List<Tuple2<Integer, Integer>> pairs = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            pairs.add(new Tuple2<>(i, i));
        }
        JavaPairRDD<Integer, Integer> numbers = sc.parallelizePairs(pairs, 2);
        for (int i = 0; i < steps; i++) {
            // A new key each time, or the partitioner would be known and nothing shuffled.
            numbers =
                    numbers.mapToPair(p -> new Tuple2<>(p._1() + 1, p._2() + 1)).reduceByKey(Integer::sum, 2);
        }
        return numbers.values().reduce(Integer::sum);
    }
}

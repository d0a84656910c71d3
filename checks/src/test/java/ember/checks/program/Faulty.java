// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/** Has one fault, which its first argument names. Without a cluster, none shows. */
public final class Faulty {
    private static int threshold;
    private static final Map<Integer, Integer> SEEN = new HashMap<>();

    private Faulty() {}

    public static void main(String[] args) {
        try (JavaSparkContext sc = new JavaSparkContext(new SparkConf())) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                numbers.add(i);
            }
            run(args, sc, sc.parallelize(numbers, 4));
        }
    }

    private static void run(String[] args, JavaSparkContext sc, JavaRDD<Integer> numbers) {
        switch (args[0]) {
            case "none" -> none(sc, numbers, args[1]);
            case "static-read-by-tasks" -> staticReadByTasks(numbers);
            case "static-written-by-tasks" -> staticWrittenByTasks(numbers);
            case "key-without-equals" -> keyWithoutEquals(numbers);
            case "changed-broadcast" -> changedBroadcast(sc, numbers);
            case "accumulator-in-transformation" -> accumulatorInTransformation(sc, numbers);
            case "prints-in-task" -> numbers.foreach(i -> System.out.print(i % 50 == 0 ? "seen\n" : ""));
            case "attempt-number-saved" -> attemptNumberSaved(numbers, args[1]);
            case "time" -> System.out.println(System.nanoTime() + " " + numbers.count());
            case "needs-hadoop" -> throw new NoClassDefFoundError("org/apache/hadoop/conf/Configuration");
            case "fails" -> throw new IllegalStateException("as it is");
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** Caches, shuffles, sorts, adds up in an action, broadcasts and saves. */
    private static void none(JavaSparkContext sc, JavaRDD<Integer> numbers, String directory) {
        LongAccumulator sum = sc.sc().longAccumulator("sum");
        numbers.foreach(sum::add);
        Broadcast<Map<Integer, String>> names = sc.broadcast(new HashMap<>(Map.of(0, "even", 1, "odd")));
        JavaRDD<String> lines = numbers.mapToPair(
                        i -> new Tuple2<>(names.value().get(i % 2), i))
                .groupByKey()
                .mapValues(values -> {
                    int total = 0;
                    for (int value : values) {
                        total += value;
                    }
                    return total;
                })
                .sortByKey()
                .map(Tuple2::toString)
                .cache();
        System.out.println(sum.value() + " " + lines.collect());
        lines.saveAsTextFile(directory);
    }

    private static void staticReadByTasks(JavaRDD<Integer> numbers) {
        threshold = 50;
        System.out.println(numbers.filter(i -> i >= threshold).count());
    }

    private static void staticWrittenByTasks(JavaRDD<Integer> numbers) {
        numbers.foreach(i -> {
            synchronized (SEEN) {
                SEEN.merge(i % 3, 1, Integer::sum);
            }
        });
        System.out.println(SEEN.keySet());
    }

    private static final class Key implements Serializable {
        private final int number;

        Key(int number) {
            this.number = number;
        }

        @Override
        public String toString() {
            return "key " + number;
        }
    }

    private static void keyWithoutEquals(JavaRDD<Integer> numbers) {
        Key[] keys = {new Key(0), new Key(1)};
        System.out.println(numbers.mapToPair(i -> new Tuple2<>(keys[i % 2], i))
                .reduceByKey(Integer::sum)
                .count());
    }

    private static void changedBroadcast(JavaSparkContext sc, JavaRDD<Integer> numbers) {
        List<Integer> allowed = new ArrayList<>();
        Broadcast<List<Integer>> shared = sc.broadcast(allowed);
        allowed.add(7);
        System.out.println(numbers.filter(i -> shared.value().contains(i)).count());
    }

    private static void accumulatorInTransformation(JavaSparkContext sc, JavaRDD<Integer> numbers) {
        LongAccumulator mapped = sc.sc().longAccumulator("mapped");
        System.out.println(numbers.mapToPair(i -> {
                    mapped.add(1);
                    return new Tuple2<>(i % 3, i);
                })
                .reduceByKey(Integer::sum)
                .count());
    }

    private static void attemptNumberSaved(JavaRDD<Integer> numbers, String directory) {
        numbers.map(i -> i + " " + org.apache.spark.TaskContext.get().attemptNumber())
                .saveAsTextFile(directory);
    }
}

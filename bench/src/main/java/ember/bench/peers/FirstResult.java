// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The smallest program: its time is that of a whole process, from start to end. */
final class FirstResult {
    private static final int RECORDS = 100;

    private FirstResult() {}

    public static void main(String[] args) {
        if (args.length > 0) {
            System.out.println(IntStream.rangeClosed(1, RECORDS)
                    .map(number -> number * number)
                    .sum());
            return;
        }
        SparkConf conf =
                new SparkConf().setMaster("local[2]").setAppName("first result").set("spark.ui.enabled", "false");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            System.out.println(
                    sc.parallelize(IntStream.rangeClosed(1, RECORDS).boxed().toList())
                            .map(number -> number * number)
                            .reduce(Integer::sum));
        }
    }
}

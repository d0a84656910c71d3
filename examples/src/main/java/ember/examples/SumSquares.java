// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * The smallest program: adds the squares of the numbers 1 to N, {@code SumSquares [N]}, default 100.
 *
 * <p>Shows what a context, a transformation and an action are. It reads no file, so its time is that of starting.
 */
public final class SumSquares {
    private SumSquares() {}

    /** Runs the program. */
    public static void main(String[] args) {
        long n = args.length > 0 ? Long.parseLong(args[0]) : 100;
        List<Long> numbers = new ArrayList<>();
        for (long i = 1; i <= n; i++) {
            numbers.add(i);
        }
        SparkConf conf = new SparkConf().setAppName("SumSquares").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            long sum = spark.parallelize(numbers).map(i -> i * i).reduce(Long::sum);
            System.out.println(sum);
        }
    }
}

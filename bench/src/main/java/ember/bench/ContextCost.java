// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench;

import java.util.Arrays;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** What a test pays for a context of its own, in a JVM that has run some: made, used for one job with a shuffle, and stopped. */
public final class ContextCost {
    private static final int WARM_UP = 50;
    private static final int RUNS = 100;

    private ContextCost() {}

    /** Prints the median and the slowest; asserts nothing about time. */
    public static void main(String[] args) {
        for (int i = 0; i < WARM_UP; i++) {
            useOne();
        }
        long[] nanos = new long[RUNS];
        for (int i = 0; i < RUNS; i++) {
            long begin = System.nanoTime();
            useOne();
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf(
                "a context, one job with a shuffle, stop: median %.2f ms, slowest of %d %.2f ms%n",
                nanos[RUNS / 2] / 1e6, RUNS, nanos[RUNS - 1] / 1e6);
    }

    private static void useOne() {
        SparkConf conf = new SparkConf().setMaster("local[2]").setAppName("context");
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            long count = sc.parallelize(List.of(1, 2, 3, 3), 2).distinct().count();
            if (count != 3) {
                throw new IllegalStateException("counted " + count);
            }
        }
    }
}

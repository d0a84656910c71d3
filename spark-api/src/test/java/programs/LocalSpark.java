// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A program on two threads of this JVM, written against Spark's API alone. */
abstract class LocalSpark {
    JavaSparkContext sc;

    @BeforeEach
    final void start() {
        sc = new JavaSparkContext(conf());
    }

    @AfterEach
    final void stop() {
        sc.stop();
    }

    static SparkConf conf() {
        return new SparkConf(false).setMaster("local[2]").setAppName("test");
    }

    /** What waits for a condition that another thread will make true, for at most ten seconds. */
    static void eventually(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadlineNanos = System.nanoTime() + 10_000_000_000L;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadlineNanos) {
                throw new AssertionError("it did not come true in 10 s");
            }
            Thread.sleep(1);
        }
    }
}

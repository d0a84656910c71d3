// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Saves for as long as nobody stops it; says on standard output when the first partition was written and the next one has begun. */
public final class SaveSlowly {
    private static final int LINES = 100_000;

    private SaveSlowly() {}

    public static void main(String[] args) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            numbers.add(i);
        }
        try (JavaSparkContext sc = new JavaSparkContext(new SparkConf().setMaster("local[1]"))) {
            sc.parallelize(numbers, 2).map(SaveSlowly::line).saveAsTextFile(args[0]);
        }
    }

    private static String line(int number) throws InterruptedException {
        if (number == LINES / 2 + 1_000) {
            System.out.println("writing");
        }
        if (number > LINES / 2 + 1_000) {
            Thread.sleep(5);
        }
        return "line " + number;
    }
}

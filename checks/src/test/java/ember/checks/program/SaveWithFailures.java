// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;

/** Saves four partitions of a hundred lines; the first attempt of each fails in the middle. */
public final class SaveWithFailures {
    private SaveWithFailures() {}

    public static void main(String[] args) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            numbers.add(i);
        }
        try (JavaSparkContext sc = new JavaSparkContext(new SparkConf())) {
            sc.parallelize(numbers, 4).map(SaveWithFailures::line).saveAsTextFile(args[0]);
        }
    }

    private static String line(int number) {
        if (number % 100 == 50 && TaskContext.get().attemptNumber() == 0) {
            System.out.println("partition " + TaskContext.getPartitionId() + " fails");
            throw new IllegalStateException("injected failure");
        }
        return "line " + number;
    }
}

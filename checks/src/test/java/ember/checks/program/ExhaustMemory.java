// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A task of it wants more memory than there is; afterwards it goes on with a modest job. */
public final class ExhaustMemory {
    private ExhaustMemory() {}

    public static void main(String[] args) {
        try (JavaSparkContext sc = new JavaSparkContext(new SparkConf())) {
            try {
                sc.parallelize(List.of(1), 1).map(ExhaustMemory::hoard).collect();
            } catch (Exception e) {
                System.out.println("cause: " + e.getCause().getClass().getName());
            }
            System.out.println(
                    "afterwards: " + sc.parallelize(List.of(1, 2, 3), 2).reduce(Integer::sum));
        }
    }

    private static int hoard(int megabytes) {
        List<byte[]> hoard = new ArrayList<>();
        while (true) {
            hoard.add(new byte[megabytes << 20]);
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Saves three lines in two partitions. */
public final class Save {
    private Save() {}

    public static void main(String[] args) {
        try (JavaSparkContext sc = new JavaSparkContext(new SparkConf())) {
            sc.parallelize(List.of("one", "two", "three"), 2).saveAsTextFile(args[0]);
        }
    }
}

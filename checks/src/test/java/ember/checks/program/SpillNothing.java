// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Needs no file; what it would need goes below its first argument. */
public final class SpillNothing {
    private SpillNothing() {}

    public static void main(String[] args) {
        SparkConf conf = new SparkConf().set("spark.local.dir", args[0]);
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            System.out.println("counted " + sc.parallelize(List.of(1, 2, 3)).count());
        }
    }
}

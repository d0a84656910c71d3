// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** A task of it throws what its user did not expect. */
public final class Throw {
    private Throw() {}

    public static void main(String[] args) {
        try (JavaSparkContext sc = new JavaSparkContext(new SparkConf())) {
            sc.parallelize(List.of(1, 2, 3), 3).map(Throw::parse).collect();
        }
    }

    private static int parse(int number) {
        if (number == 2) {
            throw new IllegalArgumentException("the user's own words");
        }
        return number;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.checks.program;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** Prints the lines of a text, sorted, each between brackets, and how many there are. */
public final class Lines {
    private Lines() {}

    public static void main(String[] args) {
        try (JavaSparkContext sc = new JavaSparkContext(new SparkConf())) {
            List<String> lines = new ArrayList<>(sc.textFile(args[0]).collect());
            lines.sort(null);
            for (String line : lines) {
                System.out.println("[" + line.replace("\uFFFD", "U+FFFD") + "]");
            }
            System.out.println(lines.size() + " lines");
        }
    }
}

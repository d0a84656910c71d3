// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.examples;

import java.util.List;
import java.util.Optional;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.util.LongAccumulator;
import scala.Tuple2;

/**
 * Summarises a log of Debian's package manager: {@code LogAnalysis [FILE]}.
 *
 * <p>Shows how often each action was logged, the busiest days, and the packages that were touched most. Lines that
 * are not log lines are counted by an accumulator, not silently dropped.
 */
public final class LogAnalysis {
    private static final int SHOWN = 5;

    private LogAnalysis() {}

    /** Runs the program. */
    public static void main(String[] args) {
        SparkConf conf = new SparkConf().setAppName("LogAnalysis").setIfMissing("spark.master", "local[*]");
        try (JavaSparkContext spark = new JavaSparkContext(conf)) {
            LongAccumulator malformed = spark.sc().longAccumulator("malformed lines");
            JavaRDD<LogLine> log = spark.textFile(Input.pathOr(args, "dpkg.log"))
                    .flatMap(line -> {
                        Optional<LogLine> parsed = LogLine.parse(line);
                        if (parsed.isEmpty()) {
                            malformed.add(1);
                        }
                        return parsed.stream().iterator();
                    })
                    .cache();
            // Any action fills the cache. Later ones read it, so no line is parsed, or counted as malformed, twice.
            System.out.println(log.count() + " entries, " + malformed.value() + " malformed lines");

            print("actions", log.mapToPair(line -> new Tuple2<>(line.action(), 1)), Integer.MAX_VALUE);
            print("busiest days", log.mapToPair(line -> new Tuple2<>(line.day(), 1)), SHOWN);
            print(
                    "most touched packages",
                    log.filter(line -> !line.name().isEmpty()).mapToPair(line -> new Tuple2<>(line.name(), 1)),
                    SHOWN);
        }
    }

    /** Adds up the ones of each key and prints the largest sums. */
    private static void print(String title, JavaPairRDD<String, Integer> ones, int limit) {
        // Sorted by name first: the sort by count that follows keeps equal counts in this order.
        List<Tuple2<Integer, String>> sums = ones.reduceByKey(Integer::sum)
                .sortByKey(true, 1)
                .mapToPair(Tuple2::swap)
                .sortByKey(false, 1)
                .take(limit);
        System.out.println(title + ":");
        for (Tuple2<Integer, String> sum : sums) {
            System.out.println("  " + sum._1() + "\t" + sum._2());
        }
    }
}

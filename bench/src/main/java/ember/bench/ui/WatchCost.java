// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** How many tasks a second run with nobody watching, with the UI, and with the UI and an event log, by turns. */
public final class WatchCost {
    private static final int TASKS = 20_000;
    private static final int ROUNDS = 7;

    private WatchCost() {}

    private enum Watch {
        NOBODY,
        UI,
        UI_AND_LOG
    }

    /** Prints a table; asserts nothing. */
    public static void main(String[] args) throws IOException {
        for (int steps : new int[] {0, 300_000}) {
            double[][] rates = new double[Watch.values().length][ROUNDS];
            for (int round = -2; round < ROUNDS; round++) {
                for (Watch watch : Watch.values()) {
                    double rate = rate(watch, steps);
                    if (round >= 0) {
                        rates[index(watch)][round] = rate;
                    }
                }
            }
            print(steps, rates);
        }
    }

    private static void print(int steps, double[][] rates) {
        double base = 0;
        for (Watch watch : Watch.values()) {
            Arrays.sort(rates[index(watch)]);
            double median = rates[index(watch)][ROUNDS / 2];
            base = watch == Watch.NOBODY ? median : base;
            System.out.printf(
                    "%s tasks, %-10s %,9.0f a second, %3.0f %%%n",
                    steps == 0 ? "empty" : "longer", watch, median, median / base * 100);
        }
    }

    @SuppressWarnings("EnumOrdinal") // an index of an array in this class
    private static int index(Watch watch) {
        return watch.ordinal();
    }

    private static double rate(Watch watch, int steps) throws IOException {
        Path logs = Files.createTempDirectory("watch-cost");
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("watched")
                .set("spark.ui.enabled", Boolean.toString(watch != Watch.NOBODY))
                .set("spark.ui.port", "0")
                .set("spark.eventLog.enabled", Boolean.toString(watch == Watch.UI_AND_LOG))
                .set("spark.eventLog.dir", logs.toString());
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            numbers.add(i);
        }
        long nanos;
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            sc.parallelize(numbers, 200).count();
            long begin = System.nanoTime();
            sc.parallelize(numbers, TASKS).map(x -> worked(x, steps)).count();
            nanos = System.nanoTime() - begin;
        }
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return TASKS / (nanos / 1e9);
    }

    private static int worked(int seed, int steps) {
        int value = seed;
        for (int i = 0; i < steps; i++) {
            value = value * 31 + i;
        }
        return value;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.ui;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How many tasks a second run with nobody watching, with the UI, and with the UI and an event log, by turns: a million of each. Empty
 * ones show what watching costs, as there is nothing else; those that do something, what it takes of a program's time.
 */
public final class WatchCost {
    private static final int ROUNDS = 5;

    private WatchCost() {}

    private enum Watch {
        NOBODY,
        UI,
        UI_AND_LOG
    }

    /**
     * A kind of task.
     *
     * @param tasks of a job; a job is a round
     * @param steps loops that a task makes, of somewhat less than a nanosecond each
     */
    private record Kind(String says, int tasks, int steps) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("empty", 200_000, 0),
            new Kind("of 20 microseconds", 200_000, 24_000),
            new Kind("of 250 microseconds", 20_000, 300_000));

    /**
     * One run.
     *
     * @param rate tasks a second, until the job's end
     * @param cpuMicros processor time a task, until the context has stopped
     */
    private record Cost(double rate, double cpuMicros) {}

    /** Prints a table; asserts nothing. */
    public static void main(String[] args) throws IOException {
        for (Kind kind : KINDS) {
            List<List<Cost>> costs = new ArrayList<>();
            while (costs.size() < Watch.values().length) {
                costs.add(new ArrayList<>());
            }
            for (int round = -2; round < ROUNDS; round++) {
                for (Watch watch : Watch.values()) {
                    Cost cost = cost(watch, kind);
                    if (round >= 0) {
                        costs.get(index(watch)).add(cost);
                    }
                }
            }
            print(kind, costs);
        }
    }

    private static void print(Kind kind, List<List<Cost>> costs) {
        double base = 0;
        for (Watch watch : Watch.values()) {
            List<Cost> all = costs.get(index(watch));
            double rate = median(all.stream().mapToDouble(Cost::rate).toArray());
            double cpu = median(all.stream().mapToDouble(Cost::cpuMicros).toArray());
            base = watch == Watch.NOBODY ? rate : base;
            System.out.printf(
                    "tasks %-19s %-10s %,9.0f a second, %3.0f %%, %8.1f microseconds of processor a task%n",
                    kind.says(), watch, rate, rate / base * 100, cpu);
        }
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }

    @SuppressWarnings("EnumOrdinal") // an index of an array in this class
    private static int index(Watch watch) {
        return watch.ordinal();
    }

    private static Cost cost(Watch watch, Kind kind) throws IOException {
        Path logs = Files.createTempDirectory("watch-cost");
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName("watched")
                .set("spark.ui.enabled", Boolean.toString(watch != Watch.NOBODY))
                .set("spark.ui.port", "0")
                .set("spark.eventLog.enabled", Boolean.toString(watch == Watch.UI_AND_LOG))
                .set("spark.eventLog.dir", logs.toString());
        int steps = kind.steps();
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < kind.tasks(); i++) {
            numbers.add(i);
        }
        long nanos;
        long cpu;
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            sc.parallelize(numbers, 200).count();
            cpu = cpuNanos();
            long begin = System.nanoTime();
            sc.parallelize(numbers, kind.tasks()).map(x -> worked(x, steps)).count();
            nanos = System.nanoTime() - begin;
        }
        cpu = cpuNanos() - cpu;
        try (Stream<Path> files = Files.walk(logs)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        return new Cost(kind.tasks() / (nanos / 1e9), cpu / 1e3 / kind.tasks());
    }

    private static long cpuNanos() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    private static int worked(int seed, int steps) {
        int value = seed;
        for (int i = 0; i < steps; i++) {
            value = value * 31 + i;
        }
        return value;
    }
}

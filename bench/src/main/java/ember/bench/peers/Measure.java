// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.jspecify.annotations.Nullable;

/**
 * Runs one workload in one way, a number of rounds, and prints {@code round NANOS CHECKSUM} for each.
 *
 * <p>Arguments: {@code rdd}, {@code plain}, {@code streams} or {@code tuned}; the workload; records; rounds. What is timed is the
 * work, not the start of the JVM or the context.
 */
final class Measure {
    private Measure() {}

    public static void main(String[] args) throws Exception {
        Workload workload = Workloads.named(args[1]);
        long records = Long.parseLong(args[2]);
        int rounds = Integer.parseInt(args[3]);
        if (args[0].equals("rdd")) {
            rdd(workload, records, rounds);
        } else {
            rounds(alone(workload, args[0]), records, rounds);
        }
    }

    private static void rdd(Workload workload, long records, int rounds) throws Exception {
        SparkConf conf = new SparkConf()
                .setMaster(System.getProperty("ember.bench.master", "local[2]"))
                .setAppName(workload.name())
                .set("spark.ui.enabled", "false");
        if (!Boolean.getBoolean("ember.bench.disk")) {
            rdd(workload, records, rounds, conf, null);
            return;
        }
        Path directory = Files.createTempDirectory("ember-bench");
        DiskUse disk = new DiskUse(directory.toFile());
        rdd(workload, records, rounds, conf.set("spark.local.dir", directory.toString()), disk);
        System.out.println("disk " + disk.spilledBytes() + " " + disk.mostBytes());
        Files.delete(directory);
    }

    /** @param listener has been told of everything afterwards; null: nobody listens, which costs less */
    private static void rdd(
            Workload workload, long records, int rounds, SparkConf conf, @Nullable SparkListener listener)
            throws Exception {
        try (JavaSparkContext sc = new JavaSparkContext(conf)) {
            if (listener != null) {
                sc.sc().addSparkListener(listener);
            }
            if (workload.name().equals(Workloads.PER_JOB)) {
                eachJob(sc, Math.toIntExact(records) * rounds);
            }
            rounds(count -> workload.rdd().run(sc, count), records, rounds);
        }
    }

    private static Workload.Alone alone(Workload workload, String way) {
        Workload.@Nullable Alone program = switch (way) {
            case "plain" -> workload.plain();
            case "streams" -> workload.streams();
            case "tuned" -> workload.tuned();
            default -> throw new IllegalArgumentException("no way is called " + way);
        };
        if (program == null) {
            throw new IllegalArgumentException(workload.name() + " is not written as " + way);
        }
        return program;
    }

    private static void rounds(Workload.Alone work, long records, int rounds) throws Exception {
        for (int round = 0; round < rounds; round++) {
            long begin = System.nanoTime();
            long checksum = work.run(records);
            long nanos = System.nanoTime() - begin;
            System.out.println("round " + nanos + " " + checksum);
        }
    }

    /** How long single warm jobs take: a median hides what the slowest in a hundred costs. */
    private static void eachJob(JavaSparkContext sc, int jobs) {
        for (int job = 0; job < jobs; job++) {
            Overheads.jobs(sc, 1);
        }
        long[] nanos = new long[jobs];
        for (int job = 0; job < jobs; job++) {
            long begin = System.nanoTime();
            Overheads.jobs(sc, 1);
            nanos[job] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        System.out.printf(
                Locale.ROOT,
                "job p50 %d p99 %d%n",
                nanos[jobs / 2],
                nanos[(int) Math.min(jobs - 1L, jobs * 99L / 100)]);
    }
}

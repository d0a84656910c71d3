// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How Ember's time grows with the data, and shrinks with a second core: time per record of a few workloads from a million records to a
 * hundred million in a heap of 4 GiB, and with one thread and two. Each figure is the fastest round of a JVM's second half. Prints
 * only; fails if a program does.
 */
public final class Scaling {
    private static final long MILLION = 1_000_000;
    private static final int ROUNDS = 4;
    private static final List<String> GROWING = List.of("narrow", "reduce", "sort");
    private static final List<String> SHARED = List.of("narrow", "wordcount", "reduce", "sort");

    private final Setting setting;

    private Scaling(Setting setting) {
        this.setting = setting;
    }

    /** What a JVM showed. */
    private record Shown(long nanos, long spilledBytes) {}

    /** @param args {@code --short}: few records; options for the JVMs */
    public static void main(String[] args) throws Exception {
        Setting setting = Setting.of(
                args,
                System.getProperty("ember.bench.programs", ""),
                System.getProperty("ember.bench.ember", ""),
                System.getProperty("ember.bench.spark", ""));
        Scaling scaling = new Scaling(setting);
        for (String name : GROWING) {
            scaling.grow(Workloads.named(name));
        }
        for (String name : SHARED) {
            scaling.share(Workloads.named(name));
        }
    }

    private void grow(Workload workload) throws IOException, InterruptedException {
        double least = Double.MAX_VALUE;
        for (long records = MILLION; records <= (setting.isShort() ? 1 : 100) * MILLION; records *= 10) {
            Shown shown = run(workload, records, 2);
            double each = shown.nanos() / (double) records;
            least = Math.min(least, each);
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %,12d records, 2 threads: %8.1f ns each, %5.2fx the least so far, %,d bytes spilled a round%n",
                    workload.name(),
                    records,
                    each,
                    each / least,
                    shown.spilledBytes() / ROUNDS);
        }
    }

    private void share(Workload workload) throws IOException, InterruptedException {
        long records = setting.records(workload);
        Shown one = run(workload, records, 1);
        Shown two = run(workload, records, 2);
        System.out.printf(
                Locale.ROOT,
                "%-10s %,12d records: 1 thread %8.1f ms, 2 threads %8.1f ms, %5.2fx%n",
                workload.name(),
                records,
                one.nanos() / 1e6,
                two.nanos() / 1e6,
                one.nanos() / (double) two.nanos());
    }

    private Shown run(Workload workload, long records, int threads) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(Side.EMBER.java(setting, "4g"));
        command.add("-Dember.bench.master=local[" + threads + "]");
        command.add("-Dember.bench.spills=true");
        command.addAll(List.of(
                Measure.class.getName(), "rdd", workload.name(), Long.toString(records), Integer.toString(ROUNDS)));
        List<Long> nanos = new ArrayList<>();
        long[] spilledBytes = new long[1];
        String fault = Jvm.run(workload.name() + " of " + records + " records", command, line -> {
            String[] words = line.split(" ", -1);
            if (words[0].equals("round")) {
                nanos.add(Long.parseLong(words[1]));
            } else if (words[0].equals("spilled")) {
                spilledBytes[0] = Long.parseLong(words[1]);
            }
        });
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        return new Shown(Jvm.fastestOfSecondHalf(nanos), spilledBytes[0]);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * How Ember's time grows with the data, and shrinks with a second core: time per record of a few workloads from a million records to a
 * hundred million in a heap of 4 GiB, and on one core and two. Each figure is the fastest round of a JVM's second half. Prints only;
 * fails if a program does.
 *
 * <p>A process with one thread of Ember's still has the other core for its collector and compiler; so it is also bound to one core
 * ({@code taskset}, of Linux), with the collector that two would have. What two such processes at once take, each on a core of its own,
 * says what the machine's memory and caches leave of a second core, whatever runs.
 */
public final class Scaling {
    private static final long MILLION = 1_000_000;
    private static final List<String> GROWING = List.of("narrow", "reduce", "sort");
    private static final List<String> SHARED = List.of("narrow", "wordcount", "reduce", "sort");
    /** A chain of steps does its 50 million in 20 ms, of which whatever else runs on the machine decides. */
    private static final Map<String, Integer> TIMES_MORE = Map.of("narrow", 10);

    private final Setting setting;

    private Scaling(Setting setting) {
        this.setting = setting;
    }

    /** What a JVM showed. */
    private record Shown(long nanos, long spilledBytes, long fileBytes) {}

    /** @param args {@code --short}: few records; {@code --rounds=N}; options for the JVMs; names of workloads */
    public static void main(String[] args) throws Exception {
        Setting setting = Setting.of(
                args,
                System.getProperty("ember.bench.programs", ""),
                System.getProperty("ember.bench.ember", ""),
                System.getProperty("ember.bench.spark", ""));
        Scaling scaling = new Scaling(setting);
        for (Workload workload : setting.workloads()) {
            if (GROWING.contains(workload.name())) {
                scaling.grow(workload);
            }
        }
        for (Workload workload : setting.workloads()) {
            if (SHARED.contains(workload.name())) {
                scaling.share(workload);
            }
        }
    }

    private void grow(Workload workload) throws IOException, InterruptedException {
        double first = 0;
        for (long records = MILLION; records <= (setting.isShort() ? 1 : 100) * MILLION; records *= 10) {
            Shown shown = run(workload, records, 2);
            double each = shown.nanos() / (double) records;
            first = records == MILLION ? each : first;
            System.out.printf(
                    Locale.ROOT,
                    "%-10s %,12d records, 2 threads: %8.1f ns each, %5.2fx a million's, %,d bytes spilled a round, "
                            + "%,d in files at most%n",
                    workload.name(),
                    records,
                    each,
                    each / first,
                    shown.spilledBytes() / setting.rounds(workload),
                    shown.fileBytes());
        }
    }

    private void share(Workload workload) throws Exception {
        long records = setting.records(workload) * TIMES_MORE.getOrDefault(workload.name(), 1);
        Shown one = run(workload, records, 1);
        Shown two = run(workload, records, 2);
        Shown bound = shown(workload, bound(0, workload, records));
        double both = atOnce(workload, bound(0, workload, records), bound(1, workload, records));
        System.out.printf(
                Locale.ROOT,
                "%-10s %,12d records: 2 threads %8.1f ms, 1 thread %8.1f ms (%.2fx), 1 core %8.1f ms (%.2fx); "
                        + "two processes of a core each do %.2fx as much as one%n",
                workload.name(),
                records,
                two.nanos() / 1e6,
                one.nanos() / 1e6,
                one.nanos() / (double) two.nanos(),
                bound.nanos() / 1e6,
                bound.nanos() / (double) two.nanos(),
                2 * bound.nanos() / both);
    }

    /** How long a round takes on average while two processes run. */
    private static double atOnce(Workload workload, List<String> command, List<String> other) throws Exception {
        CompletableFuture<Shown> beside = CompletableFuture.supplyAsync(() -> {
            try {
                return shown(workload, other);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        return (shown(workload, command).nanos() + beside.get().nanos()) / 2.0;
    }

    private List<String> bound(int core, Workload workload, long records) {
        List<String> command = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
        // With one core the JVM would take another collector, unless it is told one.
        boolean isTold = setting.jvmOptions().stream().anyMatch(option -> option.matches("-XX:\\+Use\\w+GC"));
        command.addAll(command(workload, records, 1, isTold ? List.of() : List.of("-XX:+UseG1GC")));
        return command;
    }

    private Shown run(Workload workload, long records, int threads) throws IOException, InterruptedException {
        return shown(workload, command(workload, records, threads, List.of()));
    }

    private List<String> command(Workload workload, long records, int threads, List<String> options) {
        List<String> command = new ArrayList<>(Side.EMBER.java(setting, workload));
        command.addAll(options);
        command.add("-Dember.bench.master=local[" + threads + "]");
        command.add("-Dember.bench.disk=true");
        command.addAll(List.of(
                Measure.class.getName(),
                "rdd",
                workload.name(),
                Long.toString(records),
                Integer.toString(setting.rounds(workload))));
        return command;
    }

    private static Shown shown(Workload workload, List<String> command) throws IOException, InterruptedException {
        List<Long> nanos = new ArrayList<>();
        long[] disk = new long[2];
        String fault = Jvm.run(workload.name(), command, line -> {
            String[] words = line.split(" ", -1);
            if (words[0].equals("round")) {
                nanos.add(Long.parseLong(words[1]));
            } else if (words[0].equals("disk")) {
                disk[0] = Long.parseLong(words[1]);
                disk[1] = Long.parseLong(words[2]);
            }
        });
        if (fault != null) {
            throw new IllegalStateException(fault);
        }
        return new Shown(Jvm.fastestOfSecondHalf(nanos), disk[0], disk[1]);
    }
}

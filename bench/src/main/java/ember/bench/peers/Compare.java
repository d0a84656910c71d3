// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Runs every workload on every side, in JVMs that alternate, and prints what each took as a table of medians and ratios; JSON and a
 * chart go to files.
 *
 * <p>Ends with status 1 if sides disagree about a checksum or one fails. No time makes it fail.
 *
 * <p>Arguments: {@code --short}, {@code --times=N}, JVM options beginning with {@code -X}, names of workloads. System properties:
 * {@code ember.bench.programs}, {@code ember.bench.ember}, {@code ember.bench.spark} (class paths), {@code ember.bench.out} (directory
 * of the files).
 */
public final class Compare {
    private static final String START_HEAP = "1g";
    private static final int STARTS = 5;

    private final Setting setting;
    private final List<String> faults = new ArrayList<>();

    private Compare(Setting setting) {
        this.setting = setting;
    }

    public static void main(String[] args) throws Exception {
        Setting setting;
        try {
            setting = Setting.of(
                    args,
                    System.getProperty("ember.bench.programs", ""),
                    System.getProperty("ember.bench.ember", ""),
                    System.getProperty("ember.bench.spark", ""));
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(2);
            return;
        }
        Compare compare = new Compare(setting);
        Report report = new Report(setting);
        if (setting.starts()) {
            Path archive = Files.createTempFile("ember-bench", ".jsa");
            report.add(compare.start(
                    "start",
                    "start of the process to its end; Ember with an archive of classes",
                    compare.archive(archive)));
            report.add(compare.start("startbare", "the same, Ember without an archive", List.of()));
            Files.deleteIfExists(archive);
        }
        for (Workload workload : setting.workloads()) {
            report.add(compare.row(workload));
        }
        report.end(Path.of(System.getProperty("ember.bench.out", ".")));
        compare.faults.forEach(System.err::println);
        System.exit(compare.faults.isEmpty() ? 0 : 1);
    }

    /** The options that make a start of Ember fast, as {@code ./ember} gives them; Spark's distribution has nothing of the kind. */
    private List<String> archive(Path archive) throws IOException, InterruptedException {
        Files.delete(archive); // or the JVM would not write it
        List<String> command = Side.EMBER.java(setting, START_HEAP);
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-Xlog:disable", FirstResult.class.getName()));
        run("archive of classes", command, line -> {});
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto");
    }

    /** Whole processes, from start to end. */
    private Row start(String name, String says, List<String> optionsOfEmber) throws IOException, InterruptedException {
        Map<Side, List<Long>> nanos = new EnumMap<>(Side.class);
        for (int time = 0; time < (setting.isShort() ? 1 : STARTS) + 1; time++) {
            for (Side side : setting.sides()) {
                if (side == Side.STREAMS || side == Side.TUNED) {
                    continue;
                }
                List<String> command = side.java(setting, START_HEAP);
                if (side == Side.EMBER) {
                    command.addAll(optionsOfEmber);
                }
                command.add(FirstResult.class.getName());
                if (side == Side.PLAIN) {
                    command.add("plain");
                }
                long begin = System.nanoTime();
                run(side + " " + name, command, line -> {});
                long took = System.nanoTime() - begin;
                if (time > 0) { // the first one fills the page cache
                    nanos.computeIfAbsent(side, absent -> new ArrayList<>()).add(took);
                }
            }
        }
        return new Row(name, says, Workload.Kind.OVERHEAD, 1, nanos);
    }

    private Row row(Workload workload) throws IOException, InterruptedException {
        long records = setting.records(workload);
        Map<Side, List<Long>> nanos = new EnumMap<>(Side.class);
        Set<String> checksums = new HashSet<>();
        Map<Side, String> checked = new EnumMap<>(Side.class);
        for (int time = 0; time < setting.times(); time++) {
            for (Side side : setting.sides()) {
                if (side.has(workload)) {
                    List<Long> rounds = new ArrayList<>();
                    run(side + " " + workload.name(), command(side, workload, records), line -> {
                        String[] words = line.split(" ", -1);
                        if (words[0].equals("round")) {
                            rounds.add(Long.parseLong(words[1]));
                            checksums.add(words[2]);
                            checked.put(side, words[2]);
                        } else if (words[0].equals("job")) {
                            System.out.println("  " + side.title + " " + line + " nanoseconds");
                        }
                    });
                    if (!rounds.isEmpty()) {
                        nanos.computeIfAbsent(side, absent -> new ArrayList<>()).add(Jvm.fastestOfSecondHalf(rounds));
                    }
                }
            }
        }
        if (checksums.size() > 1) {
            faults.add(workload.name() + ": the sides disagree: " + checked);
        }
        return new Row(workload.name(), workload.says(), workload.kind(), records, nanos);
    }

    private List<String> command(Side side, Workload workload, long records) {
        List<String> command = side.java(setting, workload);
        command.addAll(List.of(
                Measure.class.getName(),
                side.way,
                workload.name(),
                Long.toString(records),
                Integer.toString(setting.rounds(workload))));
        return command;
    }

    private void run(String what, List<String> command, Consumer<String> eachLine)
            throws IOException, InterruptedException {
        String fault = Jvm.run(what, command, eachLine);
        if (fault != null) {
            faults.add(fault);
        }
    }
}

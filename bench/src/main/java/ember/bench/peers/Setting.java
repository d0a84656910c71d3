// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.ArrayList;
import java.util.List;

/**
 * What a comparison runs, and where.
 *
 * @param java the command that starts a JVM
 * @param jvmOptions for every JVM beside the heap
 * @param programs class path of the compiled programs
 * @param ember class path of Ember
 * @param spark class path of Spark; empty: Spark is left out
 * @param isShort few records and rounds: shows that all runs and agrees, not how fast
 * @param times JVMs of each side for each workload; sides alternate
 * @param rounds in each JVM, for workloads with data; the first ones warm it up, the fastest of the second half counts
 * @param only names of the workloads; empty: all
 */
record Setting(
        String java,
        List<String> jvmOptions,
        String programs,
        String ember,
        String spark,
        boolean isShort,
        int times,
        int rounds,
        List<String> only) {
    private static final String START = "start";
    /** For each round of another workload. */
    private static final int ROUNDS_OF_OVERHEAD = 3;

    /** @throws IllegalArgumentException an unknown option or workload */
    static Setting of(String[] args, String programs, String ember, String spark) {
        List<String> options = new ArrayList<>();
        List<String> only = new ArrayList<>();
        boolean isShort = false;
        int times = 3;
        int rounds = 6;
        for (String arg : args) {
            if (arg.equals("--short")) {
                isShort = true;
                times = 1;
                rounds = 2;
            } else if (arg.startsWith("--rounds=")) {
                rounds = Integer.parseInt(arg.substring("--rounds=".length()));
            } else if (arg.startsWith("--times=")) {
                times = Integer.parseInt(arg.substring("--times=".length()));
            } else if (arg.startsWith("-X")) {
                options.add(arg);
            } else if (arg.startsWith("-")) {
                throw new IllegalArgumentException("no option is called " + arg);
            } else {
                only.add(arg.equals(START) ? START : Workloads.named(arg).name());
            }
        }
        String java = System.getProperty("java.home") + "/bin/java";
        return new Setting(java, options, programs, ember, spark, isShort, times, rounds, only);
    }

    List<Side> sides() {
        List<Side> sides = new ArrayList<>(List.of(Side.values()));
        if (spark.isEmpty()) {
            sides.remove(Side.SPARK);
        }
        return sides;
    }

    /** Whether the start of processes is measured, too. */
    boolean starts() {
        return only.isEmpty() || only.contains(START);
    }

    List<Workload> workloads() {
        return Workloads.ALL.stream()
                .filter(workload -> only.isEmpty() || only.contains(workload.name()))
                .toList();
    }

    long records(Workload workload) {
        return isShort ? workload.shortRecords() : workload.records();
    }

    String heap(Workload workload) {
        return workload.kind() == Workload.Kind.OUT_OF_CORE ? isShort ? "512m" : "1g" : "4g";
    }

    /**
     * A round of a program that spills takes a minute, and is warm long before it ends. Where there is hardly any data a round is short,
     * and the many methods that a job passes through are compiled one after the other over the first ten or so.
     */
    int rounds(Workload workload) {
        return switch (workload.kind()) {
            case OUT_OF_CORE -> 1;
            case DATA -> rounds;
            case OVERHEAD -> isShort ? rounds : rounds * ROUNDS_OF_OVERHEAD;
        };
    }
}

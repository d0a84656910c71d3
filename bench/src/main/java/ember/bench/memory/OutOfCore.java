// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.memory;

import ember.storage.memory.MemoryBudget;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * Runs programs on more data than there is memory for and proves each result. Ends with status 1 if one is wrong or fails.
 *
 * <p>Arguments: the size of the data in MiB, then names of {@link Workload}s, all if there are none; {@code --watch} compares the budget
 * with the heap meanwhile.
 */
public final class OutOfCore {
    private static final double NANOS = 1e9;

    private OutOfCore() {}

    public static void main(String[] args) throws Exception {
        List<String> words = new ArrayList<>(List.of(args));
        boolean watch = words.remove("--watch");
        if (words.isEmpty()) {
            System.err.println("usage: OutOfCore [--watch] MIB [WORKLOAD...]");
            System.exit(2);
        }
        long count = (Long.parseLong(words.remove(0)) << 20) / Records.BYTES;
        boolean right = true;
        for (Workload workload : Workload.values()) {
            if (words.isEmpty() || words.contains(workload.option())) {
                right &= run(workload, new Records(count, workload.keys(count)), watch);
            }
        }
        System.exit(right ? 0 : 1);
    }

    private static boolean run(Workload workload, Records records, boolean watch) throws Exception {
        Tally expected = workload.expected(records);
        SparkConf conf = new SparkConf()
                .setMaster("local[2]")
                .setAppName(workload.option())
                .set("ember.log.level", "WARN");
        long begin = System.nanoTime();
        Tally got;
        String seen = "";
        try (JavaSparkContext context = new JavaSparkContext(conf)) {
            MemoryBudget budget = context.sc().engine().memory();
            Workload.Source source = new Workload.Source(context, records);
            if (watch) {
                try (HeapWatch heap = new HeapWatch(budget)) {
                    got = workload.run(source.pairs(), source);
                    seen = "; " + heap.report();
                }
            } else {
                got = workload.run(source.pairs(), source);
            }
        }
        double seconds = (System.nanoTime() - begin) / NANOS;
        boolean right = got.equals(expected);
        System.out.printf(
                Locale.ROOT,
                "%-12s %5d MiB in a heap of %d MiB: %s, %.1f s%s%n",
                workload.option(),
                (records.count() * Records.BYTES) >> 20,
                Runtime.getRuntime().maxMemory() >> 20,
                right ? "right" : "WRONG, " + got + " instead of " + expected,
                seconds,
                seen);
        return right;
    }
}

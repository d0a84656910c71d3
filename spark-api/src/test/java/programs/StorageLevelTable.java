// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package programs;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerBlockUpdated;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.storage.BlockUpdatedInfo;
import org.apache.spark.storage.RDDInfo;
import org.apache.spark.storage.StorageLevel;
import org.apache.spark.util.LongAccumulator;

/**
 * Puts every storage level through the same steps with room for six partitions and a half, and prints what was computed, what is
 * kept, and what gave way in which order. Run by Spark 4.2.0 it has printed {@code storage-levels.txt}; sizes are in partitions of
 * 1 MiB, so that estimates of either engine give the same decisions.
 *
 * <p>With Spark: {@code java -cp <classes>:<jars of Spark> programs.StorageLevelTable}, with its {@code --add-opens} for JDK 17.
 */
public final class StorageLevelTable {
    private static final int PARTITION_BYTES = 1 << 20;
    private static final int ELEMENTS = 32;
    private static final String ROOM_BYTES = Integer.toString(PARTITION_BYTES * 13 / 2);

    private final PrintStream out;
    private final JavaSparkContext sc;
    private final Events events = new Events();
    private final long settleMillis;
    private int jobs;

    /** @param settleMillis how long Spark's status store, which hears of events on a queue of its own, may need */
    private StorageLevelTable(PrintStream out, boolean offHeap, long settleMillis) {
        this.out = out;
        this.settleMillis = settleMillis;
        SparkConf conf = new SparkConf()
                .setMaster("local[1]")
                .setAppName("storage levels")
                .set("spark.ui.enabled", "false")
                .set("spark.memory.fraction", "1.0")
                // The room that Spark has, and the room that Ember has.
                .set("spark.testing.memory", ROOM_BYTES)
                .set("spark.testing.reservedMemory", "0")
                // Otherwise each of Spark's own broadcasts asks for 1 MiB, and evicts a partition now and then.
                .set("spark.storage.unrollMemoryThreshold", "65536")
                .set("ember.memory", ROOM_BYTES);
        if (offHeap) {
            conf.set("spark.memory.offHeap.enabled", "true").set("spark.memory.offHeap.size", ROOM_BYTES);
        }
        this.sc = new JavaSparkContext(conf);
        sc.sc().addSparkListener(events);
    }

    /** What listeners heard of cached partitions since the last look. */
    private static final class Events extends SparkListener {
        private final List<String> heard = new ArrayList<>();
        private int jobsEnded;

        @Override
        public synchronized void onBlockUpdated(SparkListenerBlockUpdated event) {
            BlockUpdatedInfo info = event.blockUpdatedInfo();
            // Of what an unpersist removes Spark says nothing.
            boolean unpersisted = !info.storageLevel().isValid() && info.memSize() + info.diskSize() == 0;
            if (info.blockId().isRDD() && !unpersisted) {
                heard.add(info.blockId().name() + " " + level(info.storageLevel()) + " " + mebibytes(info.memSize())
                        + "+" + mebibytes(info.diskSize()));
            }
        }

        @Override
        public synchronized void onJobEnd(SparkListenerJobEnd event) {
            jobsEnded++;
            notifyAll();
        }

        synchronized List<String> takeAfter(int jobs) throws InterruptedException {
            while (jobsEnded < jobs) {
                wait();
            }
            List<String> taken = List.copyOf(heard);
            heard.clear();
            return taken;
        }
    }

    private static String level(StorageLevel level) {
        return (level.useDisk() ? "D" : "")
                + (level.useMemory() ? "M" : "")
                + (level.useOffHeap() ? "O" : "")
                + (level.deserialized() ? "d" : "")
                + (level.isValid() ? level.replication() : "-");
    }

    private static long mebibytes(long bytes) {
        return Math.round((double) bytes / PARTITION_BYTES);
    }

    /** An RDD whose elements count themselves when they are computed. */
    private JavaRDD<byte[]> rdd(int partitions, LongAccumulator computed) {
        List<Integer> numbers =
                IntStream.range(0, partitions * ELEMENTS).boxed().toList();
        return sc.parallelize(numbers, partitions).map(i -> {
            computed.add(1);
            return new byte[PARTITION_BYTES / ELEMENTS];
        });
    }

    private void step(String what, JavaRDD<byte[]> rdd, LongAccumulator computed, boolean whole) throws Exception {
        computed.reset();
        if (whole) {
            rdd.count();
        } else {
            rdd.first();
        }
        jobs++;
        out.println("  " + what + ": computed " + (computed.value() + ELEMENTS - 1) / ELEMENTS + " "
                + relative(events.takeAfter(jobs)));
        infos();
    }

    /** Ids count up with each level; only their order matters. */
    private String relative(List<String> lines) {
        return lines.toString().replaceAll("rdd_(\\d+)_", "rdd_");
    }

    private void infos() throws InterruptedException {
        Thread.sleep(settleMillis);
        TreeMap<Integer, String> byId = new TreeMap<>();
        for (RDDInfo info : sc.sc().getRDDStorageInfo()) {
            byId.put(
                    info.id(),
                    info.numCachedPartitions() + "/" + info.numPartitions() + " " + level(info.storageLevel()) + " "
                            + mebibytes(info.memSize()) + "+" + mebibytes(info.diskSize()) + " "
                            + info.isCached());
        }
        out.println("    kept " + byId.values());
    }

    private void level(String name) throws Exception {
        StorageLevel level = StorageLevel.fromString(name);
        out.println(name + (sc.getConf().contains("spark.memory.offHeap.size") ? " with off-heap memory" : ""));
        LongAccumulator computed = sc.sc().longAccumulator();
        JavaRDD<byte[]> first = rdd(4, computed).persist(level);
        step("count", first, computed, true);
        step("again", first, computed, true);
        step("first", first, computed, false);
        JavaRDD<byte[]> second = rdd(4, computed).persist(StorageLevel.MEMORY_ONLY());
        step("other", second, computed, true);
        step("count", first, computed, true);
        step("other", second, computed, true);
        List<String> tails = new ArrayList<>();
        for (String line : first.toDebugString().split("\n")) {
            if (line.contains("CachedPartitions")) {
                tails.add(line.trim().replaceAll("[0-9.]+ (B|KiB)", "").replaceAll("\\d\\.\\d MiB", "MiB"));
            }
        }
        out.println("    debug " + tails);
        first.unpersist(true);
        second.unpersist(true);
        events.takeAfter(jobs);
        step("unpersisted", first, computed, true);
        JavaRDD<byte[]> large = rdd(8, computed).persist(level);
        step("large", large, computed, true);
        step("again", large, computed, true);
        large.unpersist(true);
        JavaRDD<byte[]> huge = large.coalesce(1).persist(level);
        step("huge", huge, computed, true);
        step("again", huge, computed, true);
        huge.unpersist(true);
        events.takeAfter(jobs);
        infos();
        out.println("    persistent " + sc.getPersistentRDDs().size());
    }

    /** Runs all levels. */
    static void print(PrintStream out, long settleMillis) throws Exception {
        for (boolean offHeap : new boolean[] {false, true}) {
            StorageLevelTable table = new StorageLevelTable(out, offHeap, settleMillis);
            try {
                List<String> names = offHeap
                        ? List.of("OFF_HEAP")
                        : List.of(
                                "DISK_ONLY",
                                "DISK_ONLY_2",
                                "DISK_ONLY_3",
                                "MEMORY_ONLY",
                                "MEMORY_ONLY_2",
                                "MEMORY_ONLY_SER",
                                "MEMORY_ONLY_SER_2",
                                "MEMORY_AND_DISK",
                                "MEMORY_AND_DISK_2",
                                "MEMORY_AND_DISK_SER",
                                "MEMORY_AND_DISK_SER_2",
                                "OFF_HEAP");
                for (String name : names) {
                    table.level(name);
                }
            } finally {
                table.sc.stop();
            }
        }
    }

    public static void main(String[] args) throws Exception {
        print(System.out, 200);
    }
}

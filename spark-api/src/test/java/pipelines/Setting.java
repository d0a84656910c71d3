// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package pipelines;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.spark.SparkConf;

/**
 * What a pipeline runs in.
 *
 * @param faults what happens meanwhile
 */
record Setting(int threads, int executors, Map<String, String> keys, List<Fault> faults) {
    private static final double LEAST_BYTES = 256 << 10;
    private static final double MOST_BYTES = 64 << 20;

    /** With memory for everything. */
    static Setting ample() {
        return new Setting(2, 1, Map.of(), List.of());
    }

    /** @param withFaults whether executors and files may be lost */
    static Setting random(Random random, boolean withFaults) {
        // Twice as often below 4 MiB as above.
        double scale = random.nextDouble() * random.nextDouble();
        long memoryBytes = (long) (LEAST_BYTES * Math.pow(MOST_BYTES / LEAST_BYTES, scale));
        Map<String, String> keys = new TreeMap<>();
        keys.put("ember.memory", Long.toString(memoryBytes));
        keys.put("spark.memory.storageFraction", Double.toString(random.nextInt(10) / 10.0));
        keys.put("spark.rdd.compress", Boolean.toString(random.nextBoolean()));
        keys.put("spark.shuffle.compress", Boolean.toString(random.nextBoolean()));
        keys.put("spark.shuffle.spill.compress", Boolean.toString(random.nextBoolean()));
        if (random.nextInt(4) == 0) {
            keys.put("spark.serializer", "org.apache.spark.serializer.JavaSerializer");
        }
        if (random.nextInt(4) == 0) {
            keys.put("ember.strict", "true");
        }
        int executors = 1 + random.nextInt(3);
        List<Fault> faults = new ArrayList<>();
        if (withFaults) {
            for (int i = random.nextInt(3); i >= 0; i--) {
                faults.add(new Fault(
                        1 + random.nextInt(30), Fault.Kind.values()[random.nextInt(4)], random.nextInt(1000)));
            }
        }
        return new Setting(Math.max(executors, 1 + random.nextInt(4)), executors, keys, faults);
    }

    long memoryBytes() {
        return Long.parseLong(keys.getOrDefault("ember.memory", Long.toString(Long.MAX_VALUE)));
    }

    SparkConf conf() {
        SparkConf conf = new SparkConf(false)
                .setMaster("local[" + threads + "," + (faults.isEmpty() ? 1 : 50) + "]")
                .setAppName("pipeline")
                .set("ember.executors", Integer.toString(executors))
                .set("ember.log.level", "ERROR")
                .set("spark.stage.maxConsecutiveAttempts", "100");
        keys.forEach(conf::set);
        return conf;
    }
}

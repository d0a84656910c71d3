// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import org.slf4j.LoggerFactory;

/**
 * Keys that mean something to Spark's local mode but not, or not yet, to Ember. One that is set gets a warning, once for each context:
 * a program that relies on it should know. Keys that concern clusters only, or that Spark itself ignores in local mode, get none.
 */
public final class UnhonouredKeys {
    /** Keys, and beginnings of keys if they end in a dot. */
    private static final String[] NAMES = {
        "spark.broadcast.",
        "spark.cleaner.periodicGC.interval",
        "spark.cleaner.referenceTracking",
        "spark.cleaner.referenceTracking.blocking",
        "spark.cleaner.referenceTracking.blocking.shuffle",
        "spark.eventLog.includeTaskMetricsAccumulators",
        "spark.executor.metrics.",
        "spark.hadoop.validateOutputSpecs",
        "spark.io.compression.lzf.",
        "spark.io.compression.snappy.",
        "spark.io.compression.zstd.",
        "spark.io.encryption.",
        "spark.locality.wait.rack",
        "spark.logConf",
        "spark.metrics.",
        "spark.reducer.",
        "spark.scheduler.dropTaskInfoAccumulablesOnTaskCompletion.enabled",
        "spark.scheduler.listenerbus.",
        "spark.shuffle.detectCorrupt",
        "spark.shuffle.manager",
        "spark.shuffle.sort.bypassMergeThreshold",
        "spark.shuffle.spill.batchSize",
        "spark.shuffle.spill.initialMemoryThreshold",
        "spark.shuffle.spill.maxSizeInBytesForSpillThreshold",
        "spark.shuffle.spill.numElementsForceSpillThreshold",
        "spark.storage.",
        "spark.task.reaper.",
        "spark.taskMetrics.trackUpdatedBlockStatuses",
        "spark.unsafe.exceptionOnMemoryLeak",
    };

    private UnhonouredKeys() {}

    /** Warns of each such key that is set. */
    public static void warn(ConfigValues values) {
        for (String key : values.keys()) {
            if (key.startsWith("spark.") && isUnhonoured(key)) {
                LoggerFactory.getLogger("SparkContext").warn("{} is set, but Ember does not honour it", key);
            }
        }
    }

    static boolean isUnhonoured(String key) {
        for (String name : NAMES) {
            if (name.endsWith(".") ? key.startsWith(name) : key.equals(name)) {
                return true;
            }
        }
        return false;
    }
}

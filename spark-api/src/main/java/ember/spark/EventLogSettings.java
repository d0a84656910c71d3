// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import ember.observe.eventlog.EventLogOptions;
import ember.observe.eventlog.LogCodec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.SparkConf;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Spark's keys for the event log. */
final class EventLogSettings {
    static final String VERSION = "4.2.0";

    private EventLogSettings() {}

    /** @throws IllegalArgumentException if a key has a value that it cannot have */
    static EventLogOptions read(SparkConf conf) {
        long maxFileBytes = conf.getSizeAsBytes("spark.eventLog.rolling.maxFileSize", "128m");
        if (maxFileBytes < EventLogOptions.LEAST_FILE_BYTES) {
            throw new IllegalArgumentException(
                    "spark.eventLog.rolling.maxFileSize: Max file size of event log should be" + " at least "
                            + EventLogOptions.LEAST_FILE_BYTES + " bytes, but was " + maxFileBytes);
        }
        return new EventLogOptions(
                directory(
                        conf.get("spark.eventLog.dir", System.getProperty("java.io.tmpdir", "/tmp") + "/spark-events")),
                conf.getBoolean("spark.eventLog.rolling.enabled", true),
                maxFileBytes,
                conf.getBoolean("spark.eventLog.overwrite", false),
                codec(conf),
                (int) Math.min(1 << 30, conf.getSizeAsBytes("spark.eventLog.buffer.kb", "100k")),
                conf.getBoolean("spark.eventLog.logBlockUpdates.enabled", false),
                conf.getBoolean("spark.eventLog.logStageExecutorMetrics", false),
                conf.getBoolean("spark.eventLog.longForm.enabled", false),
                list(conf.get("spark.eventLog.excludedPatterns", "")),
                redaction(conf),
                VERSION);
    }

    private static Path directory(String name) {
        return Path.of(name.startsWith("file:") ? java.net.URI.create(name).getPath() : name);
    }

    private static @Nullable String redaction(SparkConf conf) {
        return conf.contains("spark.redaction.regex") ? conf.get("spark.redaction.regex") : null;
    }

    private static List<String> list(String value) {
        List<String> items = new ArrayList<>();
        for (String item : value.split(",", -1)) {
            if (!item.isBlank()) {
                items.add(item.strip());
            }
        }
        return items;
    }

    private static LogCodec codec(SparkConf conf) {
        if (!conf.getBoolean("spark.eventLog.compress", true)) {
            return LogCodec.NONE;
        }
        String name = conf.get("spark.eventLog.compression.codec", "zstd");
        LogCodec codec = LogCodec.named(name);
        if (codec == null) {
            throw new IllegalArgumentException(
                    "spark.eventLog.compression.codec should be zstd, lz4 or none, but was " + name);
        }
        if (!codec.isHere()) {
            LoggerFactory.getLogger("EventLoggingListener")
                    .warn("Event logs are compressed with zstd: there is no library for {} here", name);
            return LogCodec.ZSTD;
        }
        return codec;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where an event log goes, and what it says.
 *
 * @param directory where logs are kept; must exist. Spark: spark.eventLog.dir
 * @param rolling whether it is a directory of files. Spark: spark.eventLog.rolling.enabled
 * @param maxFileBytes length of one of these files before compression. Spark: spark.eventLog.rolling.maxFileSize
 * @param overwrite whether a log of the same name is replaced. Spark: spark.eventLog.overwrite
 * @param codec how it is compressed. Spark: spark.eventLog.compress, spark.eventLog.compression.codec
 * @param bufferBytes gathered before they are written, at least 1. Spark: spark.eventLog.buffer.kb
 * @param blockUpdates whether changes of blocks are logged. Spark: spark.eventLog.logBlockUpdates.enabled
 * @param stageExecutorMetrics whether the peaks of executors are logged for each stage. Spark: spark.eventLog.logStageExecutorMetrics
 * @param longCallSites whether RDDs bear the whole call stack. Spark: spark.eventLog.longForm.enabled
 * @param excludedPatterns regular expressions; events whose whole name one matches are left out. Spark: spark.eventLog.excludedPatterns
 * @param redactionRegex what makes a value secret; null: the default. Spark: spark.redaction.regex
 * @param sparkVersion the version of Spark whose format it is
 */
public record EventLogOptions(
        Path directory,
        boolean rolling,
        long maxFileBytes,
        boolean overwrite,
        LogCodec codec,
        int bufferBytes,
        boolean blockUpdates,
        boolean stageExecutorMetrics,
        boolean longCallSites,
        List<String> excludedPatterns,
        @Nullable String redactionRegex,
        String sparkVersion) {
    /** Spark's least for the length of a file of a rolling log. */
    public static final long LEAST_FILE_BYTES = 2 << 20;

    public EventLogOptions {
        excludedPatterns = List.copyOf(excludedPatterns);
    }
}

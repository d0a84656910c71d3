// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import ember.model.Failures;
import ember.storage.disk.Compression;
import ember.storage.disk.DiskSettings;
import ember.storage.disk.FrameFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Reads how data is written to disk, and where. Errors are Spark's, but come when the context starts, not when data is first written. */
public final class DiskSettingsReader {
    private static final String CODEC = "spark.io.compression.codec";
    private static final String BLOCK_SIZE = "spark.io.compression.lz4.blockSize";
    private static final String FILE_BUFFER = "spark.shuffle.file.buffer";
    private static final String CHECKSUM_ALGORITHM = "spark.shuffle.checksum.algorithm";

    /** What the library accepts as the size of a block. */
    private static final int LEAST_BLOCK_BYTES = 64;

    /** Spark's limit, in KiB: its buffers are arrays. */
    private static final long MOST_FILE_BUFFER_KIB = 2_097_151;

    private final ConfigValues values;

    public DiskSettingsReader(ConfigValues values) {
        this.values = values;
    }

    /**
     * The settings; throws {@link IllegalArgumentException} for a value that its key cannot have, and an {@link IOException}, which
     * is not declared, if no directory is named.
     *
     * @param localDirectories the environment's {@code SPARK_LOCAL_DIRS}, which outdoes {@code spark.local.dir}
     */
    public DiskSettings read(@Nullable String localDirectories) {
        checkCodec();
        checkChecksums();
        FrameFormat compressed = new FrameFormat(Compression.LZ4, blockBytes());
        FrameFormat plain = new FrameFormat(Compression.NONE, fileBufferBytes());
        return new DiskSettings(
                values.booleanValue("spark.shuffle.compress", true) ? compressed : plain,
                values.booleanValue("spark.shuffle.spill.compress", true) ? compressed : plain,
                values.booleanValue("spark.rdd.compress", false) ? compressed : plain,
                directories(localDirectories));
    }

    private void checkCodec() {
        String codec = values.get(CODEC);
        if (codec == null) {
            return;
        }
        switch (codec.toLowerCase(Locale.ROOT)) {
            case "lz4", "org.apache.spark.io.lz4compressioncodec" -> {}
            case "lzf",
                    "snappy",
                    "zstd",
                    "org.apache.spark.io.lzfcompressioncodec",
                    "org.apache.spark.io.snappycompressioncodec",
                    "org.apache.spark.io.zstdcompressioncodec" ->
                LoggerFactory.getLogger("SparkContext").warn("{} is {}, but Ember compresses with lz4", CODEC, codec);
            default ->
                throw new InvalidSetting(
                        InvalidSetting.Reason.CODEC,
                        Map.of("codecName", codec, "configKey", '"' + CODEC + '"', "configVal", "\"snappy\""),
                        null);
        }
    }

    /** A frame's checksum is part of it, of whatever kind Spark's are. */
    private void checkChecksums() {
        values.booleanValue("spark.shuffle.checksum.enabled", true);
        String algorithm = values.get(CHECKSUM_ALGORITHM);
        if (algorithm != null) {
            switch (algorithm.toUpperCase(Locale.ROOT)) {
                case "ADLER32", "CRC32", "CRC32C" -> {}
                default -> throw values.outOfOptions(CHECKSUM_ALGORITHM, "ADLER32, CRC32, CRC32C");
            }
        }
    }

    /** What is compressed at once. */
    private int blockBytes() {
        long bytes = values.bytes(BLOCK_SIZE, FrameFormat.DEFAULT_FRAME_BYTES);
        if (bytes < LEAST_BLOCK_BYTES) {
            throw new IllegalArgumentException("blockSize must be >= " + LEAST_BLOCK_BYTES + ", got " + bytes);
        }
        if (bytes > FrameFormat.MOST_FRAME_BYTES) {
            throw new IllegalArgumentException(
                    "blockSize must be <= " + FrameFormat.MOST_FRAME_BYTES + ", got " + bytes);
        }
        return (int) bytes;
    }

    /** What is collected before it is written, if it is not collected to be compressed. */
    private int fileBufferBytes() {
        long kibibytes = values.kibibytes(FILE_BUFFER, FrameFormat.DEFAULT_FRAME_BYTES >> 10);
        if (kibibytes <= 0 || kibibytes > MOST_FILE_BUFFER_KIB) {
            throw values.refused(
                    FILE_BUFFER,
                    (kibibytes << 10) + "b",
                    "The file buffer size must be positive and less than or equal to " + MOST_FILE_BUFFER_KIB + ".");
        }
        return (int) Math.min(kibibytes << 10, FrameFormat.MOST_FRAME_BYTES);
    }

    private List<Path> directories(@Nullable String environment) {
        String text = environment != null ? environment : values.get("spark.local.dir");
        if (text == null) {
            text = System.getProperty("java.io.tmpdir", "/tmp");
        }
        List<Path> directories = new ArrayList<>();
        int start = 0;
        while (start <= text.length()) {
            int comma = text.indexOf(',', start);
            int end = comma < 0 ? text.length() : comma;
            String name = text.substring(start, end).trim();
            if (!name.isEmpty()) {
                directories.add(Path.of(name));
            }
            start = end + 1;
        }
        if (directories.isEmpty()) {
            throw Failures.<RuntimeException>sneaky(
                    new IOException("Failed to get a temp directory under [" + text + "]."));
        }
        return directories;
    }
}

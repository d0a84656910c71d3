// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ember.storage.disk.Compression;
import ember.storage.disk.DiskSettings;
import ember.storage.disk.FrameFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiskSettingsReaderTest {
    @Test
    void whatIsShuffledOrSpilledIsCompressedAndWhatIsCachedIsNot() {
        DiskSettings settings = read();
        assertThat(settings.shuffle()).isEqualTo(new FrameFormat(Compression.LZ4, 64 << 10));
        assertThat(settings.spill()).isEqualTo(new FrameFormat(Compression.LZ4, 64 << 10));
        assertThat(settings.cached()).isEqualTo(new FrameFormat(Compression.NONE, 64 << 10));
        assertThat(settings.directories()).containsExactly(Path.of(System.getProperty("java.io.tmpdir")));
    }

    @Test
    void eachIsCompressedByItsOwnKey() {
        assertThat(read("spark.shuffle.compress", "false").shuffle().compression())
                .isEqualTo(Compression.NONE);
        assertThat(read("spark.shuffle.spill.compress", "false").spill().compression())
                .isEqualTo(Compression.NONE);
        assertThat(read("spark.rdd.compress", "true").cached().compression()).isEqualTo(Compression.LZ4);
    }

    @Test
    void theBlockSizeIsThatOfCompressedFramesAndTheFileBufferThatOfOthers() {
        DiskSettings settings = read(
                "spark.io.compression.lz4.blockSize", "128k",
                "spark.shuffle.file.buffer", "32",
                "spark.shuffle.spill.compress", "false");
        assertThat(settings.shuffle().frameBytes()).isEqualTo(128 << 10);
        assertThat(settings.spill().frameBytes()).isEqualTo(32 << 10);
        assertThat(read("spark.shuffle.file.buffer", "1g").cached().frameBytes())
                .isEqualTo(FrameFormat.MOST_FRAME_BYTES);
    }

    @ParameterizedTest
    @ValueSource(strings = {"lz4", "LZ4", "lzf", "snappy", "zstd", "org.apache.spark.io.ZStdCompressionCodec"})
    void codecsOfSparkAreAccepted(String codec) {
        assertThat(read("spark.io.compression.codec", codec).shuffle().compression())
                .isEqualTo(Compression.LZ4);
    }

    @Test
    void anUnknownCodecIsSparksError() {
        assertThatThrownBy(() -> read("spark.io.compression.codec", "foo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("[CODEC_NOT_AVAILABLE.WITH_CONF_SUGGESTION] The codec foo is not available. Consider to set"
                        + " the config \"spark.io.compression.codec\" to \"snappy\". SQLSTATE: 56038");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spark.io.compression.lz4.blockSize | 10 | blockSize must be >= 64, got 10",
                "spark.io.compression.lz4.blockSize | 1g | blockSize must be <= 33554432, got 1073741824",
                "spark.shuffle.compress | maybe | It should be a/an 'boolean' value.",
                "spark.shuffle.spill.compress | maybe | It should be a/an 'boolean' value.",
                "spark.rdd.compress | maybe | It should be a/an 'boolean' value.",
                "spark.shuffle.checksum.enabled | maybe | It should be a/an 'boolean' value.",
                "spark.shuffle.checksum.algorithm | FOO | It should be one of 'ADLER32, CRC32, CRC32C'.",
                "spark.shuffle.file.buffer | x | It should be a/an 'bytes in KiB' value.",
                "spark.shuffle.file.buffer | 0 | must be positive and less than or equal to 2097151.",
                "spark.shuffle.file.buffer | 4g | must be positive and less than or equal to 2097151.",
            })
    void aValueThatItsKeyCannotHaveIsRefused(String key, String value, String says) {
        assertThatThrownBy(() -> read(key, value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(says);
    }

    @Test
    void severalDirectoriesAreSeparatedByCommas() {
        assertThat(read("spark.local.dir", "/a, /b,").directories()).containsExactly(Path.of("/a"), Path.of("/b"));
    }

    @Test
    void theEnvironmentOutdoesTheConfiguration() {
        ConfigValues values = new ConfigValues(Map.of("spark.local.dir", "/a"));
        assertThat(new DiskSettingsReader(values).read("/b,/c").directories())
                .containsExactly(Path.of("/b"), Path.of("/c"));
    }

    @Test
    void noDirectoryAtAllIsSparksError() {
        assertThatThrownBy(() -> read("spark.local.dir", ""))
                .isInstanceOf(IOException.class)
                .hasMessage("Failed to get a temp directory under [].");
    }

    private static DiskSettings read(String... keysAndValues) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            values.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return new DiskSettingsReader(new ConfigValues(values)).read(null);
    }
}

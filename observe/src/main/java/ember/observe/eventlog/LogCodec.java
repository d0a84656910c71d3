// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Locale;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;
import org.jspecify.annotations.Nullable;

/** How a file of an event log is compressed; the end of its name says it. All of it is plain Java, so nothing is unpacked or loaded. */
public enum LogCodec {
    NONE(""),
    ZSTD(".zstd"),
    LZ4(".lz4"),
    /** Can be told, but not read or written: Spark's own framing, and no library that we have. */
    SNAPPY(".snappy"),
    /** As {@link #SNAPPY}. */
    LZF(".lzf");

    private static final int LZ4_BLOCK_BYTES = 32 << 10;
    /** Spark's, which is lz4-java's own. */
    private static final int LZ4_SEED = 0x9747b28c;

    private final String ending;

    LogCodec(String ending) {
        this.ending = ending;
    }

    /** The codec of a name as it is configured, short or a class of Spark's; null: there is none of that name. */
    public static @Nullable LogCodec named(String name) {
        String known = name.toLowerCase(Locale.ROOT);
        for (LogCodec codec : values()) {
            String own = codec.name().toLowerCase(Locale.ROOT);
            if (known.equals(own) || known.equals("org.apache.spark.io." + own + "compressioncodec")) {
                return codec;
            }
        }
        return null;
    }

    /** Whether logs can be written and read with it. */
    public boolean isHere() {
        return this != SNAPPY && this != LZF;
    }

    /** What the names of its files end with. */
    public String ending() {
        return ending;
    }

    /** As the name says; what follows for its state, such as {@code .inprogress}, does not count. */
    static LogCodec of(Path file) {
        String name = String.valueOf(file.getFileName());
        for (String state : new String[] {EventLogFile.IN_PROGRESS, ".compact"}) {
            if (name.endsWith(state)) {
                name = name.substring(0, name.length() - state.length());
            }
        }
        for (LogCodec codec : values()) {
            if (codec != NONE && name.endsWith(codec.ending)) {
                return codec;
            }
        }
        return NONE;
    }

    /** What is flushed through it can be read, even if no more comes. */
    OutputStream compress(OutputStream to) {
        return switch (this) {
            case ZSTD -> new ZstdFrames(to);
            case LZ4 ->
                new LZ4BlockOutputStream(
                        to,
                        LZ4_BLOCK_BYTES,
                        LZ4Factory.safeInstance().fastCompressor(),
                        XXHashFactory.safeInstance()
                                .newStreamingHash32(LZ4_SEED)
                                .asChecksum(),
                        true);
            case NONE -> to;
            case SNAPPY, LZF -> throw new IllegalStateException("there is no library for " + this);
        };
    }

    /** @throws IOException if there is no library for it */
    InputStream decompress(InputStream from) throws IOException {
        return switch (this) {
            case ZSTD -> new io.airlift.compress.zstd.ZstdInputStream(from);
            case LZ4 ->
                LZ4BlockInputStream.newBuilder()
                        .withStopOnEmptyBlock(false)
                        .withDecompressor(LZ4Factory.safeInstance().safeDecompressor())
                        .withChecksum(XXHashFactory.safeInstance()
                                .newStreamingHash32(LZ4_SEED)
                                .asChecksum())
                        .build(from);
            case NONE -> from;
            case SNAPPY, LZF ->
                throw new IOException("it is compressed with " + name().toLowerCase(Locale.ROOT)
                        + ", which Ember does not read: write logs with spark.eventLog.compression.codec=zstd");
        };
    }
}

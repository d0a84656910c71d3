// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.compress;

import java.io.InputStream;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;
import org.slf4j.LoggerFactory;

/** LZ4: streams of blocks with checksums, as Spark's default codec writes them, and bare blocks. The library is loaded at the first use. */
public final class Lz4 {
    /** Spark: spark.io.compression.lz4.blockSize, default 32 KiB. */
    private static final int BLOCK_BYTES = 32 << 10;

    private static final int CHECKSUM_SEED = 0x9747b28c;

    private static final boolean NATIVE = NativeCode.isAllowed();

    private static final LZ4Factory LZ4 = load();

    private Lz4() {}

    private static LZ4Factory load() {
        if (!NATIVE) {
            LoggerFactory.getLogger("CompressionCodec")
                    .info("LZ4 runs without native code, at less than half the speed: "
                            + "Java was not started with --enable-native-access=ALL-UNNAMED");
            return LZ4Factory.safeInstance();
        }
        LZ4Factory fastest = LZ4Factory.fastestInstance();
        NativeCode.deleteUnpacked();
        return fastest;
    }

    public static OutputStream compress(OutputStream out) {
        return new LZ4BlockOutputStream(
                out,
                BLOCK_BYTES,
                LZ4.fastCompressor(),
                hashes().newStreamingHash32(CHECKSUM_SEED).asChecksum(),
                false);
    }

    public static InputStream decompress(InputStream in) {
        // The safe decompressor checks every length that it reads: the fast one trusts the file.
        return LZ4BlockInputStream.newBuilder()
                .withDecompressor(LZ4.safeDecompressor())
                .withChecksum(hashes().newStreamingHash32(CHECKSUM_SEED).asChecksum())
                .build(in);
    }

    private static XXHashFactory hashes() {
        return NATIVE ? XXHashFactory.fastestInstance() : XXHashFactory.safeInstance();
    }

    /** The most bytes that a block of so many can take. */
    public static int blockBound(int length) {
        return length + length / 255 + 16;
    }

    /** @return the length of the block, which is written to {@code to}; there is room for {@link #blockBound} */
    public static int compressBlock(byte[] from, int fromStart, int length, byte[] to, int toStart) {
        return LZ4.fastCompressor().compress(from, fromStart, length, to, toStart, to.length - toStart);
    }

    /**
     * Whether a block saves so much that compressing takes less time than writing and reading what is saved, on a disk of about 200
     * MB/s: a third; half if it is done without native code. LZ4 takes longest over what it makes little smaller.
     */
    public static boolean pays(int rawLength, int blockLength) {
        return blockLength <= rawLength - rawLength / (NATIVE ? 3 : 2);
    }

    /** @return whether it is a block of exactly {@code rawLength} bytes, which are now at the beginning of {@code to} */
    public static boolean decompressBlock(byte[] from, int fromStart, int length, byte[] to, int rawLength) {
        try {
            return LZ4.safeDecompressor().decompress(from, fromStart, length, to, 0, rawLength) == rawLength;
        } catch (LZ4Exception e) {
            // Its message holds no more than a position inside the library's loop.
            return false;
        }
    }
}

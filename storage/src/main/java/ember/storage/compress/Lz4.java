// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.compress;

import java.io.InputStream;
import java.io.OutputStream;
import net.jpountz.lz4.LZ4BlockInputStream;
import net.jpountz.lz4.LZ4BlockOutputStream;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.xxhash.XXHashFactory;

/** LZ4 in blocks with checksums, as Spark's default codec writes it. The library is loaded at the first use. */
public final class Lz4 {
    /** Spark: spark.io.compression.lz4.blockSize, default 32 KiB. */
    private static final int BLOCK_BYTES = 32 << 10;

    private static final int CHECKSUM_SEED = 0x9747b28c;

    private Lz4() {}

    public static OutputStream compress(OutputStream out) {
        return new LZ4BlockOutputStream(
                out,
                BLOCK_BYTES,
                LZ4Factory.fastestInstance().fastCompressor(),
                XXHashFactory.fastestInstance()
                        .newStreamingHash32(CHECKSUM_SEED)
                        .asChecksum(),
                false);
    }

    public static InputStream decompress(InputStream in) {
        // The safe decompressor checks every length that it reads: the fast one trusts the file.
        return LZ4BlockInputStream.newBuilder()
                .withDecompressor(LZ4Factory.fastestInstance().safeDecompressor())
                .withChecksum(XXHashFactory.fastestInstance()
                        .newStreamingHash32(CHECKSUM_SEED)
                        .asChecksum())
                .build(in);
    }
}

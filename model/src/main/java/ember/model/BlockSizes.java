// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.Arrays;
import java.util.BitSet;

/**
 * About how many bytes one map task wrote for each reduce partition. Immutable.
 *
 * <p>Up to {@value #EXACT_LIMIT} reduce partitions each size is one byte on a logarithmic scale of base 1.1: at most 10 % too high,
 * never 0 for a block that is not empty. Beyond that the sizes are one average, apart from empty blocks and those above
 * {@value #LARGE_BLOCK_BYTES} bytes: a table of a million entries would cost more than it helps.
 */
public final class BlockSizes {
    private static final int EXACT_LIMIT = 2000;
    private static final long LARGE_BLOCK_BYTES = 100L << 20;
    private static final double LOG_BASE = Math.log(1.1);

    private final int count;
    /** One byte a block; when there are too many only the large blocks', 0 elsewhere, and no bytes if none is large. */
    private final byte[] scaled;

    private final long averageBytes;
    private final BitSet nonEmpty;

    private BlockSizes(int count, byte[] scaled, long averageBytes, BitSet nonEmpty) {
        this.count = count;
        this.scaled = scaled;
        this.averageBytes = averageBytes;
        this.nonEmpty = nonEmpty;
    }

    /** @param bytes size for each reduce partition, each at least 0 */
    public static BlockSizes of(long[] bytes) {
        byte[] scaled = new byte[bytes.length];
        if (bytes.length <= EXACT_LIMIT) {
            for (int i = 0; i < bytes.length; i++) {
                scaled[i] = scale(bytes[i]);
            }
            return new BlockSizes(bytes.length, scaled, 0, new BitSet());
        }
        BitSet nonEmpty = new BitSet(bytes.length);
        long sum = 0;
        int ordinary = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] > 0) {
                nonEmpty.set(i);
            }
            if (bytes[i] >= LARGE_BLOCK_BYTES) {
                scaled[i] = scale(bytes[i]);
            } else if (bytes[i] > 0) {
                sum += bytes[i];
                ordinary++;
            }
        }
        boolean noneLarge = ordinary == nonEmpty.cardinality();
        return new BlockSizes(
                bytes.length,
                noneLarge ? new byte[0] : scaled,
                ordinary == 0 ? 0 : Math.max(1, sum / ordinary),
                nonEmpty);
    }

    /** Number of reduce partitions. */
    public int count() {
        return count;
    }

    /** About how many bytes there are; 0 exactly if the block is empty. */
    public long bytes(int reducePartition) {
        if (reducePartition < 0 || reducePartition >= count) {
            throw new IllegalArgumentException(
                    "reduce partition must be in [0, " + count + "), was " + reducePartition);
        }
        if (scaled.length > 0 && scaled[reducePartition] != 0) {
            return unscale(scaled[reducePartition]);
        }
        return nonEmpty.get(reducePartition) ? averageBytes : 0;
    }

    /** Sum over all reduce partitions. */
    public long totalBytes() {
        long total = 0;
        for (int i = 0; i < count; i++) {
            total += bytes(i);
        }
        return total;
    }

    private static byte scale(long bytes) {
        if (bytes <= 1) {
            return (byte) Math.max(bytes, 0);
        }
        return (byte) Math.min(255, (int) Math.ceil(Math.log((double) bytes) / LOG_BASE));
    }

    private static long unscale(byte scaled) {
        return (long) Math.pow(1.1, scaled & 0xff);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BlockSizes that
                && count == that.count
                && averageBytes == that.averageBytes
                && Arrays.equals(scaled, that.scaled)
                && nonEmpty.equals(that.nonEmpty);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * count + Arrays.hashCode(scaled)) + nonEmpty.hashCode();
    }

    @Override
    public String toString() {
        return "BlockSizes[" + count + " blocks, " + totalBytes() + " bytes]";
    }
}

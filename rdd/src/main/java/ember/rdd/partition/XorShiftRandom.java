// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.partition;

import java.util.Random;

/**
 * Marsaglia's xorshift generator, seeded through MurmurHash3: the sequence from which Spark draws samples and deals elements out, so the
 * contents of partitions follow from it. Used by one thread at a time.
 */
public final class XorShiftRandom extends Random {
    private static final int HASH_SEED = 0x3c074a61;

    // transient: java.util.Random has a serial form of its own, and nothing needs this one's.
    private transient long state;

    public XorShiftRandom(long seed) {
        super(0);
        int low = hash(seed, HASH_SEED);
        int high = hash(seed, low);
        state = ((long) high << 32) | (low & 0xFFFFFFFFL);
    }

    @Override
    protected int next(int bits) {
        long next = state;
        next ^= next << 21;
        next ^= next >>> 35;
        next ^= next << 4;
        state = next;
        return (int) (next & ((1L << bits) - 1));
    }

    /** Spreads a small number over all bits, so that seeds of neighbouring partitions have nothing in common. */
    public static int scramble(int value) {
        return Integer.reverseBytes(value * 0x9e3775cd) * 0x9e3775cd;
    }

    /** MurmurHash3 (x86, 32 bits) of the eight bytes of {@code value}, the most significant first. */
    private static int hash(long value, int seed) {
        int hash = mix(seed, Integer.reverseBytes((int) (value >>> 32)));
        hash = mix(hash, Integer.reverseBytes((int) value));
        hash ^= Long.BYTES;
        hash = (hash ^ (hash >>> 16)) * 0x85ebca6b;
        hash = (hash ^ (hash >>> 13)) * 0xc2b2ae35;
        return hash ^ (hash >>> 16);
    }

    private static int mix(int hash, int block) {
        int scrambled = Integer.rotateLeft(block * 0xcc9e2d51, 15) * 0x1b873593;
        return Integer.rotateLeft(hash ^ scrambled, 13) * 5 + 0xe6546b64;
    }
}

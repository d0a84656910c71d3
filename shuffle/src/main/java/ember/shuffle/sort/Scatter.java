// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

/** Where Spark's table looks for a hash code first. No state. */
final class Scatter {
    private Scatter() {}

    /** Murmur3 of one int with seed 0. One to one, so equal places mean equal hashes. */
    static int of(int hash) {
        int h = hash * 0xcc9e2d51;
        h = Integer.rotateLeft(h, 15) * 0x1b873593;
        h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
        h ^= 4;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}

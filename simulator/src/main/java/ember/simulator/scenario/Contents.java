// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.simulator.scenario;

/**
 * Stands for data: a partition's whole content is one number that depends on every block it was computed from. A block that is missing,
 * foreign or taken from the wrong place changes the number of everything computed from it.
 */
final class Contents {
    private Contents() {}

    /** The content of a partition before anything was read into it. */
    static long seed(long dataset, int partition) {
        return mix(dataset * 0x9E3779B97F4A7C15L, partition);
    }

    /** The content after one more piece was read. */
    static long mix(long content, long piece) {
        long mixed = (content ^ piece) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 30)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}

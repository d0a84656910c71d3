// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

/** A part of a map output that was moved to a file before the rest was there. */
public final class SpilledRecords {
    private final MapOutputFile file;
    private final long[] rawBytes;

    /** @param rawBytes how many bytes each reduce partition has before they are compressed */
    SpilledRecords(MapOutputFile file, long[] rawBytes) {
        this.file = file;
        this.rawBytes = rawBytes;
    }

    /** The records, by reduce partition. */
    public MapOutputFile file() {
        return file;
    }

    /** How much to read for a partition of a file that is read from end to end. */
    long rawBytes(int reducePartition) {
        return rawBytes[reducePartition];
    }
}

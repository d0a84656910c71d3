// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

/** Everything that one map task attempt wrote. Immutable, but for being deleted; any number of readers at once. */
public sealed interface MapOutputSegments permits MapOutputInMemory, MapOutputOnDisk {
    /** The records of a reduce partition. */
    Segment segment(int reducePartition);

    /** What each reduce partition takes in memory or on disk, estimated; 0 exactly where there are no records. */
    long[] estimatedBytes();

    long recordCount();
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.write;

import ember.shuffle.MapOutputOnDisk;
import ember.shuffle.MapOutputSegments;
import ember.shuffle.Segment;
import ember.shuffle.ShuffleStore;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.TaskMemory.Reservation;

/** What a map task has written and still owns: it ends with the task unless it is {@linkplain #keepIn kept}. */
public final class WrittenOutput {
    private final MapOutputSegments output;
    private final Reservation memory;
    private final SpillSpace space;
    private final long serializedBytes;
    private final long writeNanos;

    WrittenOutput(
            MapOutputSegments output, Reservation memory, SpillSpace space, long serializedBytes, long writeNanos) {
        this.output = output;
        this.memory = memory;
        this.space = space;
        this.serializedBytes = serializedBytes;
        this.writeNanos = writeNanos;
    }

    /** The records of a reduce partition. */
    public Segment segment(int reducePartition) {
        return output.segment(reducePartition);
    }

    /** What each reduce partition takes, estimated; 0 exactly where there are no records. */
    public long[] estimatedBytes() {
        return output.estimatedBytes();
    }

    public long recordCount() {
        return output.recordCount();
    }

    /** Bytes that records were turned into; 0: all are handed over as they are. */
    public long serializedBytes() {
        return serializedBytes;
    }

    /** How long it took to write files; 0: there is none. */
    public long writeNanos() {
        return writeNanos;
    }

    /** Gives the output, with its memory or file, to a store. Called by the task's thread, at most once. */
    public void keepIn(ShuffleStore store, int shuffleId, int mapPartition, long writer) {
        if (output instanceof MapOutputOnDisk onDisk) {
            onDisk.releaseFrom(space);
            memory.close();
            store.put(shuffleId, mapPartition, writer, output, 0);
        } else {
            store.put(shuffleId, mapPartition, writer, output, memory.handOver());
        }
    }
}

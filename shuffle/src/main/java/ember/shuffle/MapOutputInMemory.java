// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.shuffle.spill.SpillFile;
import ember.storage.disk.FrameFormat;
import ember.storage.serialize.data.DataSerialization;
import java.io.IOException;

/** A map output by reference, or as bytes where it must be. */
final class MapOutputInMemory implements MapOutputSegments {
    private final MemorySegment[] segments;

    MapOutputInMemory(MemorySegment[] segments) {
        this.segments = segments;
    }

    @Override
    public Segment segment(int reducePartition) {
        return segments[reducePartition];
    }

    @Override
    public long[] estimatedBytes() {
        long[] sizes = new long[segments.length];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = segments[i].estimatedBytes();
        }
        return sizes;
    }

    @Override
    public long recordCount() {
        long count = 0;
        for (MemorySegment segment : segments) {
            count += segment.recordCount();
        }
        return count;
    }

    /** Writes the same records to a new file. If it throws, the file is gone. */
    MapOutputFile writeTo(SpillFile file, DataSerialization data, FrameFormat format) throws IOException {
        try (MapOutputWriter out = new MapOutputWriter(file, segments.length, data, format)) {
            for (MemorySegment segment : segments) {
                segment.writeTo(out);
                out.endPartition();
            }
            return out.finish();
        }
    }
}

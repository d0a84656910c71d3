// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.util.List;

/** Everything that one map task attempt wrote: a segment per reduce partition, in the order of the partitions. */
public record MapOutputSegments(List<Segment> segments) {
    public MapOutputSegments {
        segments = List.copyOf(segments);
    }

    /** Estimated bytes per reduce partition; 0 exactly where there are no records. */
    public long[] estimatedBytes() {
        long[] sizes = new long[segments.size()];
        for (int i = 0; i < sizes.length; i++) {
            sizes[i] = segments.get(i).estimatedBytes();
        }
        return sizes;
    }

    public long recordCount() {
        long count = 0;
        for (Segment segment : segments) {
            count += segment.recordCount();
        }
        return count;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.io.IOException;

/** The records that one map task attempt wrote for one reduce partition, in order. Immutable; any number of readers at once. */
public interface Segment {
    int recordCount();

    /** How much memory the records take, estimated; 0 only if there are none. */
    long estimatedBytes();

    /** A way through the records, for one thread. */
    RecordCursor open() throws IOException;
}

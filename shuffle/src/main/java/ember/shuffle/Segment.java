// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.io.IOException;

/** The records that one map task attempt wrote for one reduce partition, in order. Immutable; any number of readers at once. */
public interface Segment {
    /**
     * A way through the records, for one thread.
     *
     * @throws UnreadableOutputException if they are not there any more
     */
    RecordCursor open() throws IOException;
}

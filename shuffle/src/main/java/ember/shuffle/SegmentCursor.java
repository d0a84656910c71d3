// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.io.Closeable;

/** Walks over the records of a segment. Whoever does not go to the end closes it. Used by one thread. */
public interface SegmentCursor extends RecordCursor, Closeable {
    /** @throws UnreadableOutputException if the records are not there any more */
    @Override
    boolean advance() throws Exception;
}

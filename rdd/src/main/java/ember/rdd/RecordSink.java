// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes records one after another, serialised. Used by one thread at a time. Closing it closes the stream below. */
public interface RecordSink extends Closeable {
    /** @throws java.io.NotSerializableException if the record cannot be written */
    void write(@Nullable Object record) throws IOException;
}

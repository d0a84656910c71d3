// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes values one after another into one stream. Used by one thread at a time. Closing it closes the stream. */
public interface RecordWriter extends Closeable {
    /**
     * Writes a value. If it throws, what the stream holds after the values before is undefined: it cannot be written on.
     *
     * @throws java.io.NotSerializableException naming the path to the part that is not serialisable
     */
    void write(@Nullable Object value) throws IOException;

    /** Sends what is still held back to the stream, so that it holds all values written so far. */
    void flush() throws IOException;
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * How values become bytes and bytes values again, within the life of one context: the bytes are never read by another process, but for
 * files that the program asked for. Safe for use by many threads.
 */
public interface Serialization {
    /** @throws java.io.NotSerializableException naming the path to the part that is not serialisable */
    byte[] toBytes(@Nullable Object value) throws IOException;

    @Nullable
    Object fromBytes(byte[] bytes) throws IOException, ClassNotFoundException;

    /**
     * A deep copy, of the very same classes, whichever loader they are from.
     *
     * @throws java.io.NotSerializableException naming the path to the part that is not serialisable
     */
    <T> T copy(T value) throws IOException, ClassNotFoundException;

    /** Writes many values to {@code out}. */
    RecordWriter newWriter(OutputStream out) throws IOException;

    /** Reads what {@link #newWriter} wrote. */
    RecordReader newReader(InputStream in) throws IOException;
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Reads the values that a {@link RecordWriter} wrote; the reader must know how many. Used by one thread at a time. */
public interface RecordReader extends Closeable {
    /**
     * The next value, an object of its own.
     *
     * @throws java.io.EOFException if there is none
     */
    @Nullable
    Object read() throws IOException, ClassNotFoundException;

    /** The next {@code count} values, read as they are asked for; the reader is closed after the last. */
    default <T> Iterator<T> iterator(long count) throws IOException {
        return new RecordIterator<>(this, count);
    }

    /** All values to the end of the stream, read as they are asked for. The caller closes the reader. */
    default <T> Iterator<T> untilEnd() {
        return new UntilEnd<>(this);
    }
}

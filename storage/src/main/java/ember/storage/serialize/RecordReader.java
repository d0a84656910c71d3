// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads the values that a {@link RecordWriter} wrote; the reader must know how many. Used by one thread at a time. */
public final class RecordReader implements Closeable {
    private final LoaderObjectInputStream in;

    RecordReader(LoaderObjectInputStream in) {
        this.in = in;
    }

    public @Nullable Object read() throws IOException, ClassNotFoundException {
        return in.readObject();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

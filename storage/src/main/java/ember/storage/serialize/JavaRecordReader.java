// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link JavaRecordWriter} wrote. */
final class JavaRecordReader implements RecordReader {
    private final LoaderObjectInputStream in;

    JavaRecordReader(LoaderObjectInputStream in) {
        this.in = in;
    }

    @Override
    public @Nullable Object read() throws IOException, ClassNotFoundException {
        return in.readObject();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

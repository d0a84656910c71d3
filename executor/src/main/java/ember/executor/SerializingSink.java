// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.rdd.RecordSink;
import ember.storage.serialize.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Serialises records into a stream, which is closed whatever becomes of the writer. */
record SerializingSink(RecordWriter writer, OutputStream out) implements RecordSink {
    @Override
    public void write(@Nullable Object record) throws IOException {
        writer.write(record);
    }

    @Override
    public void close() throws IOException {
        try (out) {
            writer.close();
        }
    }
}

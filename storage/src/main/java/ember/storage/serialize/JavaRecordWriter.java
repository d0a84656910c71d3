// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes values one after another into one stream. References between values are kept within groups of {@value #RESET_EVERY}, as in
 * Spark; in between the stream forgets, so that it does not hold all it has written. Used by one thread at a time.
 */
final class JavaRecordWriter implements RecordWriter {
    /** Spark: spark.serializer.objectStreamReset, default 100. */
    private static final int RESET_EVERY = 100;

    private final ObjectOutputStream out;
    private int sinceReset;

    JavaRecordWriter(OutputStream out) throws IOException {
        this.out = new ObjectOutputStream(out);
    }

    @Override
    public void write(@Nullable Object value) throws IOException {
        if (sinceReset == RESET_EVERY) {
            out.reset();
            sinceReset = 0;
        }
        sinceReset++;
        JavaSerialization.writeTo(out, value);
    }

    @Override
    public void flush() throws IOException {
        out.flush();
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes values one after another into one stream. References between values are kept within groups of a given size, as in
 * Spark; in between the stream forgets, so that it does not hold all it has written. Used by one thread at a time.
 */
final class JavaRecordWriter implements RecordWriter {
    private final ObjectOutputStream out;
    private final int resetEvery;
    private int sinceReset;

    JavaRecordWriter(OutputStream out, int resetEvery) throws IOException {
        this.out = new ObjectOutputStream(out);
        this.resetEvery = resetEvery;
    }

    @Override
    public void write(@Nullable Object value) throws IOException {
        if (resetEvery > 0 && sinceReset == resetEvery) {
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

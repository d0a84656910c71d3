// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.storage.serialize.RecordWriter;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Sends whole records to a stream, many at once. What several of these wrote can be read one after another as one stream. */
final class DataRecordWriter implements RecordWriter {
    /** Bytes that are worth a call of the stream. */
    private static final int SEND_AT = 4096;

    /** Room that is kept after a record that took more. */
    private static final int KEEP = 1 << 20;

    private final OutputStream out;
    private final RecordEncoder encoder;
    private final ByteOutput buffer;

    DataRecordWriter(RecordEncoder encoder, ByteOutput buffer, OutputStream out) {
        this.encoder = encoder;
        this.buffer = buffer;
        this.out = out;
    }

    @Override
    public void write(@Nullable Object value) throws IOException {
        encoder.write(value);
        if (buffer.length() >= SEND_AT) {
            send();
        }
    }

    @Override
    public void flush() throws IOException {
        send();
        out.flush();
    }

    @Override
    public void close() throws IOException {
        try (OutputStream last = out) {
            buffer.drainTo(last, KEEP);
        }
    }

    private void send() throws IOException {
        buffer.drainTo(out, KEEP);
    }
}

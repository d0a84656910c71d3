// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.storage.serialize.RecordReader;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what {@link DataRecordWriter}s wrote. */
final class DataRecordReader implements RecordReader {
    private final RecordDecoder decoder;
    private final ByteInput in;

    DataRecordReader(RecordDecoder decoder, ByteInput in) {
        this.decoder = decoder;
        this.in = in;
    }

    @Override
    public @Nullable Object read() throws IOException, ClassNotFoundException {
        return decoder.read();
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

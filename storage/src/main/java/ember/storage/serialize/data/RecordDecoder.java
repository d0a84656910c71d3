// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link RecordEncoder} wrote. Used by one thread at a time. */
final class RecordDecoder {
    private final ValueReader values;
    private final JavaSerialization java;
    private final ByteInput in;

    RecordDecoder(ValueReader values, JavaSerialization java, ByteInput in) {
        this.values = values;
        this.java = java;
        this.in = in;
    }

    /** @throws java.io.EOFException if there is no further record, or not all of it */
    @Nullable
    Object read() throws IOException, ClassNotFoundException {
        int tag = in.readByte();
        return tag == Tag.JAVA ? java.fromBytes(in.readBytes(in.readCount())) : values.read(tag);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Appends records to bytes, each by the first layer that can; one that fails leaves no byte behind. Used by one thread at a time. */
final class RecordEncoder {
    private final ValueWriter values;
    private final JavaSerialization java;
    private final ByteOutput out;

    RecordEncoder(ValueWriter values, JavaSerialization java, ByteOutput out) {
        this.values = values;
        this.java = java;
        this.out = out;
    }

    /** @throws java.io.NotSerializableException naming the path to the part that is not serialisable */
    void write(@Nullable Object record) throws IOException {
        if (!writeByCodec(record)) {
            byte[] bytes = java.toBytes(record);
            out.writeByte(Tag.JAVA);
            out.writeVarLong(bytes.length);
            out.writeBytes(bytes, 0, bytes.length);
        }
    }

    /** Whether all of the record has codecs; then it is written. */
    boolean writeByCodec(@Nullable Object record) {
        int start = out.length();
        boolean written = false;
        try {
            written = values.write(record);
        } finally {
            if (!written) {
                out.truncate(start);
            }
        }
        return written;
    }
}

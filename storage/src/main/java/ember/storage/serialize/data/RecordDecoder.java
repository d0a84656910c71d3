// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import org.jspecify.annotations.Nullable;

/** Reads what a {@link RecordEncoder} wrote. Used by one thread at a time. */
final class RecordDecoder {
    private final ValueReader values;
    private final LazyLibrary lazy;
    private final JavaSerialization java;
    private final ByteInput in;

    RecordDecoder(ValueReader values, LazyLibrary lazy, JavaSerialization java, ByteInput in) {
        this.values = values;
        this.lazy = lazy;
        this.java = java;
        this.in = in;
    }

    /** @throws java.io.EOFException if there is no further record, or not all of it */
    @Nullable
    Object read() throws IOException, ClassNotFoundException {
        int tag = in.readByte();
        return switch (tag) {
            case Tag.JAVA -> readByJava();
            case Tag.FORY -> readByLibrary();
            default -> values.read(tag);
        };
    }

    private @Nullable Object readByJava() throws IOException, ClassNotFoundException {
        // From where the bytes are: a large record would otherwise be in memory once more.
        try (InputStream bytes = in.open(in.readCount())) {
            return java.read(bytes);
        }
    }

    private Object readByLibrary() throws IOException {
        Library library = lazy.loaded();
        if (library == null) {
            throw new StreamCorruptedException("an object in a form that is not known here");
        }
        byte[] bytes = in.readBytes(in.readCount());
        return library.read(bytes, 0, bytes.length);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.storage.serialize.JavaSerialization;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Appends records to bytes, each by the first layer that can; one that fails leaves no byte behind. Used by one thread at a time. */
final class RecordEncoder {
    private final ValueWriter values;
    private final LazyLibrary lazy;
    private final Refusals refusals;
    private final JavaSerialization java;
    private final boolean onlyJava;
    private final ByteOutput out;

    RecordEncoder(
            ValueWriter values,
            LazyLibrary lazy,
            Refusals refusals,
            JavaSerialization java,
            boolean onlyJava,
            ByteOutput out) {
        this.values = values;
        this.lazy = lazy;
        this.refusals = refusals;
        this.java = java;
        this.onlyJava = onlyJava;
        this.out = out;
    }

    /**
     * Appends a record.
     *
     * @throws java.io.NotSerializableException naming the path to the part that is not serialisable
     * @throws OutOfMemoryError naming the record's class, if the heap has no room for its bytes
     */
    void write(@Nullable Object record) throws IOException {
        try {
            append(record);
        } catch (OutOfMemoryError e) {
            if (record == null) {
                throw e;
            }
            OutOfMemoryError named = new OutOfMemoryError(
                    "Could not serialise a record of class " + record.getClass().getTypeName() + ": " + e.getMessage());
            named.initCause(e);
            throw named;
        }
    }

    private void append(@Nullable Object record) throws IOException {
        if (!onlyJava && writeQuickly(record)) {
            return;
        }
        int start = out.length();
        boolean written = false;
        try {
            out.writeByte(Tag.JAVA);
            int from = out.beginSized();
            java.write(record, out.stream());
            out.endSized(from);
            written = true;
        } finally {
            if (!written) {
                out.truncate(start);
            }
        }
        if (!onlyJava) {
            lazy.written(out.length() - start);
        }
    }

    /** Writes a record unless only Java serialisation can. */
    boolean writeQuickly(@Nullable Object record) {
        int start = out.length();
        boolean written = false;
        try {
            written = values.write(record);
        } finally {
            if (!written) {
                out.truncate(start);
            }
        }
        return written || (record != null && writeByLibrary(record));
    }

    private boolean writeByLibrary(Object record) {
        Library library = lazy.ifLoaded();
        if (library == null || refusals.isLikely(record.getClass())) {
            return false;
        }
        int start = out.length();
        boolean written = false;
        try {
            out.writeByte(Tag.FORY);
            int from = out.beginSized();
            written = library.write(record, out);
            if (written) {
                out.endSized(from);
            } else {
                refusals.refused(record.getClass());
            }
        } finally {
            if (!written) {
                out.truncate(start);
            }
        }
        return written;
    }
}

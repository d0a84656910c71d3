// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.RecordCursor;
import ember.shuffle.spill.Extent;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.FrameInputStream;
import ember.storage.serialize.RecordReader;
import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Walks over the records of an extent, in which each key is followed by its value. Closes itself after the last. */
final class ExtentCursor implements RecordCursor, Closeable {
    /** Of the reader of records, about. */
    private static final long READ_AHEAD_BYTES = 8 << 10;

    private final RecordReader in;
    private long left;
    private @Nullable Object key;
    private @Nullable Object value;

    /** @throws IOException if the file is gone or damaged */
    ExtentCursor(Extent extent, SpillSpace space) throws IOException {
        this.in = extent.open(space.data(), space.format());
        this.left = extent.count() / 2;
    }

    /** About how much memory an open cursor takes, besides the current record. */
    static long bytes(SpillSpace space) {
        return FrameInputStream.bufferBytes(space.format()) + READ_AHEAD_BYTES;
    }

    @Override
    public boolean advance() throws IOException, ClassNotFoundException {
        if (left == 0) {
            key = null;
            value = null;
            in.close();
            return false;
        }
        left--;
        key = in.read();
        value = in.read();
        return true;
    }

    @Override
    public @Nullable Object key() {
        return key;
    }

    @Override
    public @Nullable Object value() {
        return value;
    }

    @Override
    public void close() throws IOException {
        left = 0;
        in.close();
    }
}

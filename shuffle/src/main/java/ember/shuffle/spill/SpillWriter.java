// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.spill;

import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameOutputStream;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.Serialization;
import java.io.Closeable;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes values to a {@link SpillFile}, in extents that can be read alone. If it throws, the file is of no use any more; it is deleted
 * with the others of its task. Used by one thread at a time.
 */
public final class SpillWriter implements Closeable {
    private final SpillFile file;
    private final Serialization data;
    private final FrameOutputStream frames;
    private @Nullable RecordWriter extent;
    private long from;
    private long count;

    SpillWriter(SpillFile file, Serialization data, FrameFormat format) throws IOException {
        this.file = file;
        this.data = data;
        this.frames = new FrameOutputStream(file.path(), format);
    }

    /** Writes a value at the end of the current extent, which begins with its first. */
    public void write(@Nullable Object value) throws IOException {
        RecordWriter writer = extent;
        if (writer == null) {
            writer = data.newWriter(new Unclosed(frames));
            extent = writer;
        }
        writer.write(value);
        count++;
    }

    /** Ends the current extent; the next value begins another. */
    public Extent endExtent() throws IOException {
        if (extent != null) {
            extent.flush();
            extent = null;
        }
        long until = frames.endFrame();
        Extent ended = new Extent(file, from, until, count);
        from = until;
        count = 0;
        return ended;
    }

    /** The file is complete. */
    @Override
    public void close() throws IOException {
        frames.close();
    }

    /** Ends nothing below it. */
    private static final class Unclosed extends FilterOutputStream {
        Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int start, int length) throws IOException {
            out.write(bytes, start, length);
        }

        @Override
        public void flush() {
            // An extent's end is what counts.
        }

        @Override
        public void close() {
            // The file has more extents.
        }
    }
}

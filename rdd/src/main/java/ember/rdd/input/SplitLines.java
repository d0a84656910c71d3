// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import ember.model.Failures;
import ember.model.TaskMetric;
import ember.rdd.TaskContext;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a split: those that begin after its first byte, up to its end and including one that begins exactly there. So a split that
 * does not begin its file passes over its first line, which the split before it reads.
 */
final class SplitLines implements Iterator<String>, Closeable {
    /** After so many lines what was read is told each so many lines; before, at each: whoever takes long for a line wants to see it. */
    private static final int STEP = 64;

    private final LineReader reader;
    private final long start;
    private final long end;
    private final TaskContext context;
    private long toldPosition;
    private long toldLines;
    private @Nullable String next;
    private boolean isOpen = true;
    private long lines;

    SplitLines(LineReader reader, long start, long end, TaskContext context) {
        this.reader = reader;
        this.start = start;
        this.toldPosition = start;
        this.end = end;
        this.context = context;
    }

    /** Goes to the first line. Call once. */
    void begin() throws IOException {
        if (start > 0) {
            reader.readLine();
        } else {
            // The mark belongs to the first line, so a split that ends within it still has that line.
            reader.skipByteOrderMark();
            next = reader.readLine();
        }
    }

    @Override
    public boolean hasNext() {
        if (next == null && isOpen) {
            try {
                next = reader.position() <= end ? reader.readLine() : null;
                if (next == null) {
                    close();
                }
            } catch (IOException e) {
                throw Failures.sneaky(e);
            }
        }
        return next != null;
    }

    @Override
    public String next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        String line = next;
        next = null;
        lines++;
        if (lines <= STEP || lines % STEP == 0) {
            tell();
        }
        return line;
    }

    private void tell() {
        long position = reader.position();
        context.metrics().add(TaskMetric.INPUT_BYTES_READ, position - toldPosition);
        context.metrics().add(TaskMetric.INPUT_RECORDS_READ, lines - toldLines);
        toldPosition = position;
        toldLines = lines;
    }

    /** Closes the file and tells what was read of it until now. May be called again. */
    @Override
    public void close() throws IOException {
        if (isOpen) {
            isOpen = false;
            tell();
            reader.close();
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads lines of any file, also of one that is no text and has none: a line that is too long is told as such and passed over. */
final class LineReader {
    /** Spark writes one line for each event, and none comes near this. */
    static final int MAX_LINE_BYTES = 64 << 20;
    /** What is returned for a line that is longer. */
    static final String TOO_LONG = new String("too long");

    private final InputStream in;
    private final byte[] chunk = new byte[1 << 16];
    private int position;
    private int end;
    private byte[] line = new byte[1 << 12];
    private int length;
    private boolean endedByNewline;

    LineReader(InputStream in) {
        this.in = in;
    }

    /** The next line, without its end; null: there is none; {@link #TOO_LONG}, the very object. */
    @Nullable
    String next() throws IOException {
        length = 0;
        endedByNewline = false;
        boolean some = false;
        boolean tooLong = false;
        while (!endedByNewline && fill()) {
            some = true;
            int stop = position;
            while (stop < end && chunk[stop] != '\n') {
                stop++;
            }
            tooLong |= length + (stop - position) > MAX_LINE_BYTES;
            if (!tooLong) {
                append(stop);
            }
            endedByNewline = stop < end;
            position = endedByNewline ? stop + 1 : stop;
        }
        if (!some) {
            return null;
        }
        int last = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        return tooLong ? TOO_LONG : new String(line, 0, last, StandardCharsets.UTF_8);
    }

    /** Whether the line that was read last was ended; the last one of a log that is being written may not be. */
    boolean isWhole() {
        return endedByNewline;
    }

    private void append(int stop) {
        int more = stop - position;
        if (length + more > line.length) {
            line = Arrays.copyOf(line, Math.max(length + more, 2 * line.length));
        }
        System.arraycopy(chunk, position, line, length, more);
        length += more;
    }

    private boolean fill() throws IOException {
        if (position == end) {
            position = 0;
            end = Math.max(0, in.read(chunk));
        }
        return end > 0;
    }
}

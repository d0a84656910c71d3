// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Cuts bytes into lines, which end at LF, CR, or CR LF. Bytes that are not UTF-8 become U+FFFD. Used by one thread at a time.
 */
final class LineReader implements Closeable {
    private static final int BUFFER_BYTES = 1 << 16;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private long bufferStart;
    private int next;
    private int limit;
    private byte[] head = {};
    private int headSize;

    /** @param start position of the stream's first byte in its file */
    LineReader(InputStream in, long start) {
        this.in = in;
        this.bufferStart = start;
    }

    /** Where the next line begins. */
    long position() {
        return bufferStart + next;
    }

    /** Passes over a byte order mark, if the next bytes are one. */
    void skipByteOrderMark() throws IOException {
        if (next == limit) {
            fill();
        }
        if (limit - next >= 3
                && buffer[next] == (byte) 0xEF
                && buffer[next + 1] == (byte) 0xBB
                && buffer[next + 2] == (byte) 0xBF) {
            next += 3;
        }
    }

    /** The next line without its end; null: there is none. */
    @Nullable
    String readLine() throws IOException {
        headSize = 0;
        while (next < limit || fill()) {
            int end = lineEnd();
            if (end < limit) {
                String line = headSize == 0 ? decode(buffer, next, end - next) : decodeWithHead(end);
                passLineEnd(end);
                return line;
            }
            keepHead();
        }
        return headSize == 0 ? null : decode(head, 0, headSize);
    }

    private int lineEnd() {
        for (int i = next; i < limit; i++) {
            // Both line ends are below 14, and text has few other such bytes.
            if (buffer[i] <= '\r' && (buffer[i] == '\n' || buffer[i] == '\r')) {
                return i;
            }
        }
        return limit;
    }

    private void passLineEnd(int end) throws IOException {
        next = end + 1;
        if (buffer[end] == '\r' && (next < limit || fill()) && buffer[next] == '\n') {
            next++;
        }
    }

    /** Keeps what is left in the buffer: the beginning of a line that goes on. */
    private void keepHead() {
        int length = limit - next;
        if (head.length - headSize < length) {
            head = Arrays.copyOf(head, Math.addExact(headSize, Math.max(length, headSize)));
        }
        System.arraycopy(buffer, next, head, headSize, length);
        headSize += length;
        next = limit;
    }

    private String decodeWithHead(int end) {
        int rest = end - next;
        byte[] line = Arrays.copyOf(head, headSize + rest);
        System.arraycopy(buffer, next, line, headSize, rest);
        return decode(line, 0, line.length);
    }

    private static String decode(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.UTF_8);
    }

    private boolean fill() throws IOException {
        bufferStart += limit;
        next = 0;
        limit = 0;
        limit = in.readNBytes(buffer, 0, buffer.length);
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Bytes in memory, in chunks, so that many are never copied for want of room. Written by one thread, then read by any number. */
final class ChunkedBytes extends OutputStream {
    private static final int FIRST_CHUNK = 64;
    private static final int LARGEST_CHUNK = 64 << 10;
    private static final int ARRAY_HEADER = 16;

    private byte[][] chunks = {};
    private int full;
    private byte[] last = {};
    private int lastLength;
    private long capacity;
    private long length;

    /** How many bytes were written. */
    long length() {
        return length;
    }

    /** What they take, with the room that is left for more. */
    long capacityBytes() {
        return capacity;
    }

    @Override
    public void write(int value) {
        if (lastLength == last.length) {
            next(1);
        }
        last[lastLength++] = (byte) value;
        length++;
    }

    @Override
    public void write(byte[] bytes, int start, int count) {
        int from = start;
        int left = count;
        while (left > 0) {
            if (lastLength == last.length) {
                next(left);
            }
            int fits = Math.min(left, last.length - lastLength);
            System.arraycopy(bytes, from, last, lastLength, fits);
            lastLength += fits;
            from += fits;
            left -= fits;
        }
        length += count;
    }

    /** Half as much again as there is, so that at most a third is unused. */
    private void next(int wanted) {
        if (last.length > 0) {
            if (full == chunks.length) {
                chunks = Arrays.copyOf(chunks, Math.max(4, 2 * full));
            }
            chunks[full++] = last;
        }
        long more = Math.max(Math.max(FIRST_CHUNK, capacity / 2), wanted);
        last = new byte[(int) Math.min(LARGEST_CHUNK, more)];
        lastLength = 0;
        capacity += ARRAY_HEADER + last.length;
    }

    void writeTo(OutputStream out) throws IOException {
        for (int i = 0; i < full; i++) {
            out.write(chunks[i]);
        }
        out.write(last, 0, lastLength);
    }

    /** All of them in one array. @throws ArithmeticException if they are too many for it */
    byte[] toByteArray() {
        byte[] all = new byte[Math.toIntExact(length)];
        int at = 0;
        for (int i = 0; i < full; i++) {
            System.arraycopy(chunks[i], 0, all, at, chunks[i].length);
            at += chunks[i].length;
        }
        System.arraycopy(last, 0, all, at, lastLength);
        return all;
    }

    InputStream open() {
        return new Input();
    }

    private final class Input extends InputStream {
        private int chunk;
        private int at;

        @Override
        public int read() {
            return hasMore() ? current()[at++] & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int start, int count) {
            if (count == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int fits = Math.min(count, end() - at);
            System.arraycopy(current(), at, bytes, start, fits);
            at += fits;
            return fits;
        }

        private boolean hasMore() {
            if (at == end() && chunk < full) {
                chunk++;
                at = 0;
            }
            return at < end();
        }

        private byte[] current() {
            return chunk < full ? chunks[chunk] : last;
        }

        private int end() {
            return chunk < full ? chunks[chunk].length : lastLength;
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StreamCorruptedException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a {@link ByteOutput} wrote, from an array or, ahead of what is asked for, from a stream. Bytes that were cut off or
 * changed lead to an {@link IOException}; memory is taken only for bytes that are there.
 */
final class ByteInput {
    private static final int BUFFER = 8192;

    private final @Nullable InputStream in;
    private byte[] bytes;
    /** The same bytes, of which several are read as one number. */
    private ByteBuffer numbers;

    private int at;
    private int end;

    ByteInput(byte[] bytes, int length) {
        this.in = null;
        this.bytes = bytes;
        this.numbers = ByteOutput.numbersIn(bytes);
        this.end = length;
    }

    ByteInput(InputStream in) {
        this.in = in;
        this.bytes = new byte[BUFFER];
        this.numbers = ByteOutput.numbersIn(bytes);
    }

    /** Closes the stream, if there is one. */
    void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }

    int readByte() throws IOException {
        if (at == end) {
            require(1);
        }
        return bytes[at++];
    }

    long readVarLong() throws IOException {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = readByte();
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw new StreamCorruptedException("a number of more than 64 bits");
    }

    /** A number whose sign is in its lowest bit. */
    long readSigned() throws IOException {
        long value = readVarLong();
        return (value >>> 1) ^ -(value & 1);
    }

    /** A number of things that follow. */
    int readCount() throws IOException {
        long count = readVarLong();
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new StreamCorruptedException("a length of " + count);
        }
        return (int) count;
    }

    long readLong() throws IOException {
        require(Long.BYTES);
        at += Long.BYTES;
        return numbers.getLong(at - Long.BYTES);
    }

    int readInt() throws IOException {
        require(Integer.BYTES);
        at += Integer.BYTES;
        return numbers.getInt(at - Integer.BYTES);
    }

    String readString() throws IOException {
        long header = readVarLong();
        int chars = (int) (header >>> 1);
        if (header < 0 || header >>> 1 > Integer.MAX_VALUE) {
            throw new StreamCorruptedException("a string of " + header + " characters");
        }
        if ((header & 1) == 0) {
            require(chars);
            at += chars;
            return new String(bytes, at - chars, chars, StandardCharsets.ISO_8859_1);
        }
        require(2L * chars);
        char[] text = new char[chars];
        for (int i = 0; i < chars; i++) {
            text[i] = (char) ((bytes[at] & 0xFF) | (bytes[at + 1] << 8));
            at += 2;
        }
        return new String(text);
    }

    byte[] readBytes(int count) throws IOException {
        if (in == null || count <= end - at) {
            require(count);
            at += count;
            return Arrays.copyOfRange(bytes, at - count, at);
        }
        int had = end - at;
        byte[] rest = in.readNBytes(count - had);
        if (rest.length < count - had) {
            throw new EOFException();
        }
        byte[] all = had == 0 ? rest : new byte[count];
        if (had > 0) {
            System.arraycopy(bytes, at, all, 0, had);
            System.arraycopy(rest, 0, all, had, rest.length);
        }
        at = end;
        return all;
    }

    /** The next bytes, to be read and closed before anything else is read; then what is left of them is skipped. */
    InputStream open(int count) {
        return new Part(count);
    }

    private final class Part extends InputStream {
        private int left;

        Part(int count) {
            this.left = count;
        }

        @Override
        public int read() throws IOException {
            if (left == 0) {
                return -1;
            }
            int next = readByte() & 0xFF;
            left--;
            return next;
        }

        @Override
        public int read(byte[] into, int start, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            if (at == end) {
                require(1);
            }
            int count = Math.min(Math.min(length, left), end - at);
            System.arraycopy(bytes, at, into, start, count);
            at += count;
            left -= count;
            return count;
        }

        @Override
        public void close() throws IOException {
            skipNBytes(left);
        }
    }

    /** Checks that an array whose elements take {@code bytesEach} can be there, before memory is taken for it. */
    void require(long count, int bytesEach) throws IOException {
        require(count * bytesEach);
    }

    private void require(long count) throws IOException {
        if (end - at >= count) {
            return;
        }
        if (in == null) {
            throw new EOFException();
        }
        fill(count);
    }

    /** Reads until {@code count} bytes are at hand; the array grows with what has come, not with what was promised. */
    private void fill(long count) throws IOException {
        System.arraycopy(bytes, at, bytes, 0, end - at);
        end -= at;
        at = 0;
        if (bytes.length > BUFFER && count <= BUFFER) {
            room(Math.max(BUFFER, end));
        }
        while (end < count) {
            if (end == bytes.length) {
                room((int) Math.min(Math.max(count, BUFFER), bytes.length * 2L));
            }
            int got = in == null ? -1 : in.read(bytes, end, bytes.length - end);
            if (got < 0) {
                throw new EOFException();
            }
            end += got;
        }
    }

    private void room(int length) {
        bytes = Arrays.copyOf(bytes, length);
        numbers = ByteOutput.numbersIn(bytes);
    }
}

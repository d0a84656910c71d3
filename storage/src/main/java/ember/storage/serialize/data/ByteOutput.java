// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Bytes that grow as they are written, and can be taken back to an earlier length. */
final class ByteOutput {
    private static final int MAX_LENGTH = Integer.MAX_VALUE - 8;

    /** The most that the length of something takes. */
    private static final int MAX_LENGTH_BYTES = 5;

    /** From here on the room grows by a quarter instead of being doubled. */
    private static final int LARGE = 16 << 20;

    private byte[] bytes;
    /** The same bytes, of which several are written as one number. */
    private ByteBuffer numbers;

    private int length;

    ByteOutput(int capacity) {
        bytes = new byte[capacity];
        numbers = numbersIn(bytes);
    }

    /** The bytes as numbers are written and read there: the lowest byte first. */
    static ByteBuffer numbersIn(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    int length() {
        return length;
    }

    /** Forgets all that was written after the first {@code newLength} bytes. */
    void truncate(int newLength) {
        length = newLength;
    }

    byte[] toByteArray() {
        return Arrays.copyOf(bytes, length);
    }

    /** What was written: the first {@link #length} of these bytes. */
    byte[] array() {
        return bytes;
    }

    /**
     * Sends all to a stream and begins anew.
     *
     * @param keep room that is kept at the most
     */
    void drainTo(OutputStream out, int keep) throws IOException {
        out.write(bytes, 0, length);
        length = 0;
        if (bytes.length > keep) {
            room(new byte[keep]);
        }
    }

    /**
     * Begins something whose length comes before it.
     *
     * @return what {@link #endSized} must be told
     */
    int beginSized() {
        ensure(MAX_LENGTH_BYTES);
        int from = length;
        length += MAX_LENGTH_BYTES;
        return from;
    }

    /** All that was appended since is that, and moves up to its length. */
    void endSized(int from) {
        int count = length - from - MAX_LENGTH_BYTES;
        length = from;
        putVarLong(count);
        System.arraycopy(bytes, from + MAX_LENGTH_BYTES, bytes, length, count);
        length += count;
    }

    /** Appends what it is given. */
    OutputStream stream() {
        return new OutputStream() {
            @Override
            public void write(int value) {
                writeByte(value);
            }

            @Override
            public void write(byte[] from, int start, int count) {
                writeBytes(from, start, count);
            }
        };
    }

    void writeByte(int value) {
        ensure(1);
        bytes[length++] = (byte) value;
    }

    /** A tag and a number of up to 64 bits, small ones in few bytes whatever their sign. */
    void writeTagged(int tag, long value) {
        ensure(11);
        bytes[length++] = (byte) tag;
        putVarLong((value << 1) ^ (value >> 63));
    }

    /** Small numbers in few bytes; negative ones in ten. */
    void writeVarLong(long value) {
        ensure(10);
        putVarLong(value);
    }

    private void putVarLong(long value) {
        byte[] to = bytes;
        int at = length;
        long left = value;
        while ((left & ~0x7FL) != 0) {
            to[at++] = (byte) (left | 0x80);
            left >>>= 7;
        }
        to[at++] = (byte) left;
        length = at;
    }

    void writeLong(long value) {
        ensure(Long.BYTES);
        numbers.putLong(length, value);
        length += Long.BYTES;
    }

    void writeInt(int value) {
        ensure(Integer.BYTES);
        numbers.putInt(length, value);
        length += Integer.BYTES;
    }

    void writeBytes(byte[] from, int offset, int count) {
        ensure(count);
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
    }

    /** A string of any characters, lone surrogates too: one byte each, unless one of them needs two. */
    void writeString(String text) {
        int chars = text.length();
        writeVarLong((long) chars << 1);
        ensure(chars);
        byte[] to = bytes;
        int start = length;
        int seen = 0;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            seen |= c;
            to[start + i] = (byte) c;
        }
        length = start + chars;
        if (seen > 0xFF) {
            writeWide(text, start - varLength((long) chars << 1));
        }
    }

    private void writeWide(String text, int start) {
        int chars = text.length();
        length = start;
        writeVarLong(((long) chars << 1) | 1);
        ensure(2L * chars);
        byte[] to = bytes;
        int at = length;
        for (int i = 0; i < chars; i++) {
            char c = text.charAt(i);
            to[at++] = (byte) c;
            to[at++] = (byte) (c >>> 8);
        }
        length = at;
    }

    private static int varLength(long value) {
        int count = 1;
        for (long left = value >>> 7; left != 0; left >>>= 7) {
            count++;
        }
        return count;
    }

    /** @throws OutOfMemoryError if one array cannot hold so much, as Java's own streams in memory do, or the heap cannot */
    private void ensure(long more) {
        long needed = length + more;
        if (needed > bytes.length) {
            grow(needed);
        }
    }

    private void grow(long needed) {
        if (needed > MAX_LENGTH) {
            throw new OutOfMemoryError("a serialised value of more than " + MAX_LENGTH + " bytes");
        }
        try {
            long more = bytes.length < LARGE ? bytes.length : bytes.length / 4;
            room(Arrays.copyOf(bytes, (int) Math.min(MAX_LENGTH, Math.max(needed, bytes.length + more))));
        } catch (OutOfMemoryError e) {
            OutOfMemoryError sized =
                    new OutOfMemoryError("the heap has no room for a serialised value of " + needed + " bytes or more");
            sized.initCause(e);
            throw sized;
        }
    }

    private void room(byte[] room) {
        bytes = room;
        numbers = numbersIn(room);
    }
}

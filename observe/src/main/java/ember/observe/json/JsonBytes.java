// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.json;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Texts and numbers as JSON has them, in UTF-8, in an array that grows. For one thread. */
final class JsonBytes {
    private static final int FIRST_BYTES = 256;
    /** A character takes three bytes, or six where it is escaped. */
    private static final int MAX_BYTES = 6;

    private static final byte[] HEX = {'0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'};
    /** With the sign. */
    private static final int MAX_DIGITS = 20;
    /** The digits of 00 to 99. */
    private static final byte[] PAIRS = pairs();

    private static byte[] pairs() {
        byte[] pairs = new byte[200];
        for (int i = 0; i < 100; i++) {
            pairs[2 * i] = (byte) ('0' + i / 10);
            pairs[2 * i + 1] = (byte) ('0' + i % 10);
        }
        return pairs;
    }

    private byte[] bytes = new byte[FIRST_BYTES];
    private int length;

    byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    int length() {
        return length;
    }

    void writeTo(OutputStream to) throws IOException {
        to.write(bytes, 0, length);
    }

    void clear() {
        length = 0;
    }

    void raw(char ascii) {
        room(1);
        bytes[length++] = (byte) ascii;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, Math.addExact(length, more)));
        }
    }

    void raw(byte[] what) {
        raw(what, 0, what.length);
    }

    void raw(byte[] what, int from, int count) {
        room(count);
        System.arraycopy(what, from, bytes, length, count);
        length += count;
    }

    void ascii(String text) {
        room(text.length());
        for (int i = 0; i < text.length(); i++) {
            bytes[length++] = (byte) text.charAt(i);
        }
    }

    void number(long value) {
        room(MAX_DIGITS);
        if (value >= 0 && value < 10) { // as most figures of most tasks
            bytes[length++] = (byte) ('0' + value);
            return;
        }
        if (value < 0) {
            bytes[length++] = '-';
        }
        // Below zero there is one number more than above it.
        long rest = value < 0 ? value : -value;
        int at = length + digits(rest);
        length = at;
        while (rest <= -10) {
            long hundreds = rest / 100;
            int pair = 2 * (int) (100 * hundreds - rest);
            bytes[--at] = PAIRS[pair + 1];
            bytes[--at] = PAIRS[pair];
            rest = hundreds;
        }
        if (rest < 0) {
            bytes[at - 1] = (byte) ('0' - rest);
        }
    }

    /** @param rest below 0 */
    private static int digits(long rest) {
        int digits = 1;
        for (long least = -10; digits < MAX_DIGITS - 1 && rest <= least; least *= 10) {
            digits++;
        }
        return digits;
    }

    /** In quotes. */
    void text(String text) {
        int count = text.length();
        room(count + 2);
        byte[] to = bytes;
        int at = length;
        to[at++] = '"';
        for (int i = 0; i < count; i++) {
            char c = text.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                length = at;
                escaped(text, i);
                return;
            }
            to[at++] = (byte) c;
        }
        to[at++] = '"';
        length = at;
    }

    /** The rest of a text in which something is no plain character, and the quote after it. */
    private void escaped(String text, int from) {
        room(Math.addExact(Math.multiplyExact(text.length() - from, MAX_BYTES), 1));
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                bytes[length++] = '\\';
                bytes[length++] = (byte) c;
            } else if (c < ' ') {
                control(c);
            } else if (c < 0x80) {
                bytes[length++] = (byte) c;
            } else if (c < 0x800) {
                bytes[length++] = (byte) (0xC0 | (c >> 6));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            } else if (!Character.isSurrogate(c)) {
                bytes[length++] = (byte) (0xE0 | (c >> 12));
                bytes[length++] = (byte) (0x80 | ((c >> 6) & 0x3F));
                bytes[length++] = (byte) (0x80 | (c & 0x3F));
            } else if (Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                pair(Character.toCodePoint(c, text.charAt(++i)));
            } else {
                // Half of a pair is no character, and has no form in UTF-8.
                unicode(c);
            }
        }
        bytes[length++] = '"';
    }

    private void pair(int point) {
        bytes[length++] = (byte) (0xF0 | (point >> 18));
        bytes[length++] = (byte) (0x80 | ((point >> 12) & 0x3F));
        bytes[length++] = (byte) (0x80 | ((point >> 6) & 0x3F));
        bytes[length++] = (byte) (0x80 | (point & 0x3F));
    }

    private void control(char c) {
        int letter = switch (c) {
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            case '\b' -> 'b';
            case '\f' -> 'f';
            default -> 0;
        };
        if (letter == 0) {
            unicode(c);
        } else {
            bytes[length++] = '\\';
            bytes[length++] = (byte) letter;
        }
    }

    private void unicode(char c) {
        bytes[length++] = '\\';
        bytes[length++] = 'u';
        for (int shift = 12; shift >= 0; shift -= 4) {
            bytes[length++] = HEX[(c >> shift) & 0xF];
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.input;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of a SequenceFile of Hadoop's, version 6, without compression, whose keys are {@code NullWritable} and whose values
 * are {@code BytesWritable}: what {@code saveAsObjectFile} writes.
 *
 * <p>A file begins with {@code SEQ}, the version, the names of the two classes, whether it is compressed, properties, and 16 bytes that
 * are the file's mark. A record is its length, its key's length (0), and the value: a length and so many bytes. From time to time the
 * length -1 stands before the mark instead; a reader that starts anywhere looks for the mark.
 */
final class SequenceFileReader implements Closeable {
    private static final int MARK_BYTES = 16;
    private static final int VERSION = 6;
    private static final int ESCAPE = -1;
    private static final String NULL_KEYS = "org.apache.hadoop.io.NullWritable";
    private static final String BYTES = "org.apache.hadoop.io.BytesWritable";

    private final File file;
    private final FileInputStream channel;
    private DataInputStream in;
    private long position;
    private byte[] mark = {};

    SequenceFileReader(File file) throws IOException {
        this.file = file;
        this.channel = new FileInputStream(file);
        this.in = buffered(0);
        try {
            readHeader();
        } catch (EOFException e) {
            close();
            throw new EOFException(LocalPaths.uri(file) + " ends within its header");
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private DataInputStream buffered(long at) throws IOException {
        channel.getChannel().position(at);
        position = at;
        return new DataInputStream(new BufferedInputStream(channel, 1 << 16));
    }

    private void readHeader() throws IOException {
        byte[] magic = readBytes((int) Math.min(4, file.length()));
        if (magic.length < 4 || magic[0] != 'S' || magic[1] != 'E' || magic[2] != 'Q') {
            throw new IOException(LocalPaths.uri(file) + " not a SequenceFile");
        }
        if (magic[3] != VERSION) {
            throw unreadable("is of version " + magic[3]);
        }
        String keys = readName();
        String values = readName();
        if (!keys.equals(NULL_KEYS) || !values.equals(BYTES)) {
            throw unreadable("holds pairs of " + keys + " and " + values);
        }
        boolean compressed = readBytes(1)[0] != 0;
        boolean inBlocks = readBytes(1)[0] != 0;
        if (compressed || inBlocks) {
            throw unreadable("is compressed");
        }
        for (int properties = readInt(); properties > 0; properties--) {
            readName();
            readName();
        }
        mark = readBytes(MARK_BYTES);
    }

    private IOException unreadable(String why) {
        return new IOException(LocalPaths.uri(file) + " " + why
                + ": objectFile reads what saveAsObjectFile writes, uncompressed; other SequenceFiles need sequenceFile, and ember-hadoop"
                + " on the class path");
    }

    /** A text: the number of its bytes as Hadoop writes short numbers, and the bytes. */
    private String readName() throws IOException {
        int first = readBytes(1)[0];
        int length = first;
        if (first < -112) {
            int bytes = -112 - first;
            length = 0;
            for (byte next : readBytes(bytes)) {
                length = length << 8 | (next & 0xff);
            }
        }
        if (length < 0 || length > file.length()) {
            throw new IOException(LocalPaths.uri(file) + " is damaged: a name of " + length + " bytes");
        }
        return new String(readBytes(length), StandardCharsets.UTF_8);
    }

    private byte[] readBytes(int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        position += count;
        return bytes;
    }

    private int readInt() throws IOException {
        int value = in.readInt();
        position += Integer.BYTES;
        return value;
    }

    /** Goes to the first mark at or behind {@code start}, or to the end; stays at the first record if that is not before it. */
    void seek(long start) throws IOException {
        if (start <= position) {
            return;
        }
        long end = file.length();
        if (start + MARK_BYTES + Integer.BYTES >= end) {
            in = buffered(end);
            return;
        }
        in = buffered(start + Integer.BYTES);
        byte[] window = readBytes(MARK_BYTES);
        for (int i = 0; position < end; i++) {
            if (isMark(window, i)) {
                in = buffered(position - MARK_BYTES - Integer.BYTES);
                return;
            }
            window[i % MARK_BYTES] = readBytes(1)[0];
        }
    }

    /** Whether a ring of bytes that begins at {@code from} is the mark. */
    private boolean isMark(byte[] window, int from) {
        for (int i = 0; i < MARK_BYTES; i++) {
            if (mark[i] != window[(from + i) % MARK_BYTES]) {
                return false;
            }
        }
        return true;
    }

    /** Bytes of the file that have been read or passed over. */
    long position() {
        return position;
    }

    /** The next value; null: there is none, or it stands behind a mark that {@code end} is not behind. */
    byte @Nullable [] next(long end) throws IOException {
        long begin = position;
        if (begin >= file.length()) {
            return null;
        }
        int length = readInt();
        if (length == ESCAPE) {
            if (!Arrays.equals(readBytes(MARK_BYTES), mark)) {
                throw new IOException("File is corrupt!");
            }
            if (begin >= end || position >= file.length()) {
                return null;
            }
            length = readInt();
        }
        int keyBytes = readInt();
        int valueBytes = readInt();
        if (keyBytes != 0 || valueBytes < 0 || valueBytes != length - Integer.BYTES || length > file.length()) {
            throw new IOException(
                    LocalPaths.uri(file) + " is damaged: a record of " + length + " bytes before " + position);
        }
        return readBytes(valueBytes);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

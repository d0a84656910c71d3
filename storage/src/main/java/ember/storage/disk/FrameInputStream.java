// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@linkplain FrameFormat frames} of a part of a file. Nothing is handed out before its frame's checksum was found right, and
 * no length is believed before it was found possible. Each reader has its own open file until it has read its last frame, so that no one
 * has to know who else reads; an interrupt of the reading thread does not disturb it. Used by one thread at a time.
 */
public final class FrameInputStream extends InputStream {
    private final Path file;
    private final InputStream in;
    private final FrameFormat format;
    private final CRC32C checksum = new CRC32C();
    private final byte[] header = new byte[FrameFormat.HEADER_BYTES];

    /** Where the next frame begins. */
    private long position;

    private final long until;
    private byte[] stored = {};
    private byte[] raw = {};
    private int next;
    private int end;
    private @Nullable IOException failure;

    /**
     * @param from where a frame begins, as {@link FrameOutputStream#endFrame} said
     * @param until where one ends
     * @param format as the file was written with; only the size of its frames matters
     * @throws java.nio.file.NoSuchFileException if there is no such file
     * @throws CorruptBlockException if the file is shorter than {@code until}
     */
    public FrameInputStream(Path file, long from, long until, FrameFormat format) throws IOException {
        if (from < 0 || until < from) {
            throw new IllegalArgumentException("no part of a file: from byte " + from + " to byte " + until);
        }
        this.file = file;
        this.format = format;
        this.position = from;
        this.until = until;
        this.in = open(file);
        boolean there = false;
        try {
            long size = Files.size(file);
            if (size < until) {
                throw corrupt("the file has " + size + " bytes, not " + until);
            }
            in.skipNBytes(from);
            there = true;
        } finally {
            if (!there) {
                in.close();
            }
        }
    }

    private static InputStream open(Path file) throws IOException {
        try {
            return Files.newInputStream(file);
        } catch (NoSuchFileException e) {
            throw DiskFailure.missing(file);
        }
    }

    /** The most bytes of heap that one stream takes. */
    public static int bufferBytes(FrameFormat format) {
        return FrameFormat.HEADER_BYTES + 2 * format.frameBytes();
    }

    @Override
    public int read() throws IOException {
        return next < end || nextFrame() ? raw[next++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, bytes.length);
        if (length == 0) {
            return 0;
        }
        if (next == end && !nextFrame()) {
            return -1;
        }
        int count = Math.min(length, end - next);
        System.arraycopy(raw, next, bytes, start, count);
        next += count;
        return count;
    }

    /** What is left of the frame. */
    @Override
    public int available() {
        return end - next;
    }

    /** @return false: there is none */
    private boolean nextFrame() throws IOException {
        if (failure != null) {
            throw failure;
        }
        if (position == until) {
            in.close();
            return false;
        }
        try {
            readFrame();
        } catch (IOException e) {
            failure = e;
            throw e;
        }
        return true;
    }

    private void readFrame() throws IOException {
        readFully(header, FrameFormat.HEADER_BYTES);
        int rawLength = field(FrameFormat.RAW_LENGTH_AT);
        int storedLength = field(FrameFormat.STORED_LENGTH_AT);
        Compression compression = Compression.of(field(FrameFormat.COMPRESSION_AT));
        if (compression == null) {
            throw corrupt("no compression has the code " + field(FrameFormat.COMPRESSION_AT));
        }
        long room = until - position - FrameFormat.HEADER_BYTES;
        boolean possible = rawLength > 0
                && rawLength <= format.frameBytes()
                && storedLength > 0
                && (compression == Compression.NONE ? storedLength == rawLength : storedLength < rawLength);
        if (!possible || storedLength > room) {
            throw corrupt("a frame cannot have " + rawLength + " bytes stored as " + storedLength + " where " + room
                    + " are left");
        }
        stored = withRoom(stored, storedLength);
        readFully(stored, storedLength);
        checksum.reset();
        checksum.update(header, FrameFormat.RAW_LENGTH_AT, FrameFormat.HEADER_BYTES - FrameFormat.RAW_LENGTH_AT);
        checksum.update(stored, 0, storedLength);
        if ((int) checksum.getValue() != field(0)) {
            throw corrupt("the checksum is wrong");
        }
        raw = withRoom(raw, rawLength);
        if (!compression.decompress(stored, 0, storedLength, raw, rawLength)) {
            throw corrupt("the bytes cannot be decompressed");
        }
        position += FrameFormat.HEADER_BYTES + storedLength;
        next = 0;
        end = rawLength;
    }

    private int field(int at) {
        return (int) FrameOutputStream.INT.get(header, at);
    }

    private void readFully(byte[] bytes, int length) throws IOException {
        if (in.readNBytes(bytes, 0, length) < length) {
            throw corrupt("the file ends before");
        }
    }

    private CorruptBlockException corrupt(String what) {
        return new CorruptBlockException(file, position, what);
    }

    private static byte[] withRoom(byte[] bytes, int length) {
        return bytes.length >= length ? bytes : new byte[length];
    }

    @Override
    public void close() throws IOException {
        next = end;
        if (failure == null) {
            failure = new IOException("closed: " + file);
        }
        in.close();
    }
}

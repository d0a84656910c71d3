// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * Writes a new file as {@linkplain FrameFormat frames}: bytes of any number pass through the memory of one frame. Several segments
 * share a file, each to be read alone: {@link #endFrame} says where one ends and the next begins. A write that fails takes the file
 * with it. Used by one thread at a time.
 */
public final class FrameOutputStream extends OutputStream {
    /** Frames that are stored as they are, at the most, before one is compressed again to see whether it pays by now. */
    private static final int MOST_SKIPPED = 31;

    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Path file;
    private final OutputStream out;
    private final FrameFormat format;
    private final CRC32C checksum = new CRC32C();
    /** A header's place and the frame's bytes. */
    private final byte[] raw;
    /** The same for what they are compressed to; null: they are not. */
    private final byte @Nullable [] compressed;

    private int end = FrameFormat.HEADER_BYTES;
    private long position;
    private boolean closed;
    /** How many frames are not compressed after one for which it did not pay; twice as many each time. */
    private int skipped;

    private int skipsLeft;
    private long writeNanos;

    /**
     * @param file made here; there is none yet
     * @throws IOException if it cannot be made, with what can be done about it
     */
    public FrameOutputStream(Path file, FrameFormat format) throws IOException {
        this(file, open(file), format);
    }

    FrameOutputStream(Path file, OutputStream out, FrameFormat format) {
        this.file = file;
        this.out = out;
        this.format = format;
        this.raw = new byte[FrameFormat.HEADER_BYTES + format.frameBytes()];
        this.compressed = format.compression() == Compression.NONE
                ? null
                : new byte[FrameFormat.HEADER_BYTES + format.compression().bound(format.frameBytes())];
    }

    private static OutputStream open(Path file) throws IOException {
        try {
            return Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw DiskFailure.writing(file, e);
        }
    }

    /** The bytes of heap that one stream takes. */
    public static int bufferBytes(FrameFormat format) {
        int raw = FrameFormat.HEADER_BYTES + format.frameBytes();
        return format.compression() == Compression.NONE
                ? raw
                : raw + FrameFormat.HEADER_BYTES + format.compression().bound(format.frameBytes());
    }

    @Override
    public void write(int value) throws IOException {
        if (end == raw.length) {
            endFrame();
        }
        requireOpen();
        raw[end++] = (byte) value;
    }

    @Override
    public void write(byte[] bytes, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, bytes.length);
        requireOpen();
        int from = start;
        int left = length;
        while (left > 0) {
            if (end == raw.length) {
                endFrame();
            }
            int count = Math.min(left, raw.length - end);
            System.arraycopy(bytes, from, raw, end, count);
            end += count;
            from += count;
            left -= count;
        }
    }

    /**
     * Ends the frame that is being filled, if anything is in it.
     *
     * @return where in the file the next one begins
     */
    public long endFrame() throws IOException {
        requireOpen();
        int rawLength = end - FrameFormat.HEADER_BYTES;
        if (rawLength > 0) {
            long startNanos = System.nanoTime();
            end = FrameFormat.HEADER_BYTES;
            putFrame(rawLength);
            writeNanos += System.nanoTime() - startNanos;
        }
        return position;
    }

    /** How long it took to compress and write frames so far. */
    public long writeNanos() {
        return writeNanos;
    }

    private void putFrame(int rawLength) throws IOException {
        if (skipsLeft > 0) {
            skipsLeft--;
        } else if (compressed != null) {
            int storedLength = format.compression()
                    .compress(raw, FrameFormat.HEADER_BYTES, rawLength, compressed, FrameFormat.HEADER_BYTES);
            if (format.compression().pays(rawLength, storedLength)) {
                skipped = 0;
                put(compressed, rawLength, storedLength, format.compression());
                return;
            }
            skipped = Math.min(MOST_SKIPPED, 2 * skipped + 1);
            skipsLeft = skipped;
        }
        put(raw, rawLength, rawLength, Compression.NONE);
    }

    private void put(byte[] frame, int rawLength, int storedLength, Compression compression) throws IOException {
        int length = FrameFormat.HEADER_BYTES + storedLength;
        INT.set(frame, FrameFormat.RAW_LENGTH_AT, rawLength);
        INT.set(frame, FrameFormat.STORED_LENGTH_AT, storedLength);
        INT.set(frame, FrameFormat.COMPRESSION_AT, compression.code);
        checksum.reset();
        checksum.update(frame, FrameFormat.RAW_LENGTH_AT, length - FrameFormat.RAW_LENGTH_AT);
        INT.set(frame, 0, (int) checksum.getValue());
        try {
            out.write(frame, 0, length);
        } catch (IOException e) {
            throw failed(e);
        }
        position += length;
    }

    /** Does nothing: a frame is not cut short by who writes through buffers. See {@link #endFrame}. */
    @Override
    public void flush() {}

    /** Ends the last frame and closes the file. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        endFrame();
        closed = true;
        try {
            out.close();
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** Closes and deletes the file, written fully or not: what it was for has failed. */
    public void discard() throws IOException {
        closed = true;
        try {
            out.close();
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private IOException failed(IOException cause) {
        IOException failure = DiskFailure.writing(file, cause);
        try {
            discard();
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
        return failure;
    }

    private void requireOpen() throws IOException {
        if (closed) {
            throw new IOException("closed: " + file);
        }
    }
}

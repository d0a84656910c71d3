// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.eventlog;

import io.airlift.compress.zstd.ZstdCompressor;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes Zstandard frames one after the other: every flush ends one, so that what was flushed can be read whatever happens later. A
 * reader sees one stream.
 */
final class ZstdFrames extends OutputStream {
    private static final int FRAME_BYTES = 1_000_000;

    private final OutputStream to;
    private final ZstdCompressor compressor = new ZstdCompressor();
    private final byte[] plain = new byte[FRAME_BYTES];
    private final byte[] packed = new byte[compressor.maxCompressedLength(FRAME_BYTES)];
    private int length;

    ZstdFrames(OutputStream to) {
        this.to = to;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int start, int count) throws IOException {
        int from = start;
        int left = count;
        while (left > 0) {
            int room = Math.min(left, plain.length - length);
            System.arraycopy(bytes, from, plain, length, room);
            length += room;
            from += room;
            left -= room;
            if (length == plain.length) {
                endFrame();
            }
        }
    }

    private void endFrame() throws IOException {
        if (length > 0) {
            int size = compressor.compress(plain, 0, length, packed, 0, packed.length);
            to.write(packed, 0, size);
            length = 0;
        }
    }

    @Override
    public void flush() throws IOException {
        endFrame();
        to.flush();
    }

    @Override
    public void close() throws IOException {
        flush();
        to.close();
    }
}

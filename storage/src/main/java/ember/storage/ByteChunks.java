// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Bytes that grow without being copied. Written by one thread and closed, then read by any number. */
final class ByteChunks extends OutputStream {
    private static final int LEAST_BYTES = 512;
    private static final int MOST_BYTES = 1 << 20;

    private final boolean offHeap;
    private final List<ByteBuffer> chunks = new ArrayList<>();
    private @Nullable ByteBuffer last;
    private long capacity;
    private boolean isExhausted;

    ByteChunks(boolean offHeap) {
        this.offHeap = offHeap;
    }

    /** What the chunks take; once closed, how many bytes there are. */
    long bytes() {
        return capacity;
    }

    /** Whether the system has refused memory outside the heap; what came since is in the heap. */
    boolean isExhausted() {
        return isExhausted;
    }

    @Override
    public void write(int value) {
        withRoom().put((byte) value);
    }

    @Override
    public void write(byte[] bytes, int start, int length) {
        Objects.checkFromIndexSize(start, length, bytes.length);
        int from = start;
        int left = length;
        while (left > 0) {
            ByteBuffer chunk = withRoom();
            int count = Math.min(left, chunk.remaining());
            chunk.put(bytes, from, count);
            from += count;
            left -= count;
        }
    }

    private ByteBuffer withRoom() {
        ByteBuffer chunk = last;
        if (chunk == null || !chunk.hasRemaining()) {
            // A fifth of the whole is empty at most.
            chunk = allocate((int) Math.min(MOST_BYTES, Math.max(LEAST_BYTES, capacity / 4)));
            last = chunk;
            chunks.add(chunk);
            capacity += chunk.capacity();
        }
        return chunk;
    }

    private ByteBuffer allocate(int bytes) {
        if (offHeap && !isExhausted) {
            try {
                return ByteBuffer.allocateDirect(bytes);
            } catch (OutOfMemoryError e) {
                // -XX:MaxDirectMemorySize is less than spark.memory.offHeap.size. The block goes where it goes without
                // room.
                isExhausted = true;
            }
        }
        return ByteBuffer.allocate(bytes);
    }

    /** Gives up what the last chunk has too much. */
    @Override
    public void close() {
        ByteBuffer chunk = last;
        if (chunk != null && chunk.hasRemaining()) {
            chunk.flip();
            ByteBuffer exact = allocate(chunk.limit());
            capacity += exact.capacity() - chunk.capacity();
            exact.put(chunk);
            chunks.set(chunks.size() - 1, exact);
            last = exact;
        }
    }

    /** A reader of all that is there, once closed. */
    InputStream newInput() {
        return new Input();
    }

    private final class Input extends InputStream {
        private int next;
        private ByteBuffer chunk = ByteBuffer.allocate(0);

        private boolean hasMore() {
            while (!chunk.hasRemaining() && next < chunks.size()) {
                chunk = chunks.get(next++).duplicate().flip();
            }
            return chunk.hasRemaining();
        }

        @Override
        public int read() {
            return hasMore() ? chunk.get() & 0xff : -1;
        }

        @Override
        public int read(byte[] bytes, int start, int length) {
            Objects.checkFromIndexSize(start, length, bytes.length);
            if (length == 0) {
                return 0;
            }
            if (!hasMore()) {
                return -1;
            }
            int count = Math.min(length, chunk.remaining());
            chunk.get(bytes, start, count);
            return count;
        }

        @Override
        public int available() {
            return chunk.remaining();
        }
    }
}

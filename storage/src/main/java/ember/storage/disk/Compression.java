// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

import ember.storage.compress.Lz4;
import org.jspecify.annotations.Nullable;

/** How the bytes of a frame are made smaller. */
public enum Compression {
    NONE(0),
    LZ4(1);

    /** What a frame's header says. */
    final int code;

    Compression(int code) {
        this.code = code;
    }

    /** @return null: there is none with this code */
    static @Nullable Compression of(int code) {
        return code == NONE.code ? NONE : code == LZ4.code ? LZ4 : null;
    }

    /** The most bytes that compressing so many may take. */
    int bound(int rawBytes) {
        return this == NONE ? rawBytes : Lz4.blockBound(rawBytes);
    }

    /** @return how many bytes were written to {@code to}, which has room for {@link #bound} from {@code toStart} on */
    int compress(byte[] from, int fromStart, int length, byte[] to, int toStart) {
        if (this == NONE) {
            System.arraycopy(from, fromStart, to, toStart, length);
            return length;
        }
        return Lz4.compressBlock(from, fromStart, length, to, toStart);
    }

    /** Whether what is saved is worth the time that compressing took. */
    boolean pays(int rawLength, int storedLength) {
        return this != NONE && Lz4.pays(rawLength, storedLength);
    }

    /** @return whether exactly {@code rawLength} bytes came out; if not, the bytes are not what {@link #compress} wrote */
    boolean decompress(byte[] from, int fromStart, int length, byte[] to, int rawLength) {
        if (this == NONE) {
            System.arraycopy(from, fromStart, to, 0, length);
            return length == rawLength;
        }
        return Lz4.decompressBlock(from, fromStart, length, to, rawLength);
    }
}

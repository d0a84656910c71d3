// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.disk;

/**
 * How a file of frames is written. A frame is a header of {@value #HEADER_BYTES} bytes, all numbers big-endian, and the stored bytes:
 *
 * <pre>
 * int checksum    CRC32C of all that follows, to the end of the frame
 * int rawLength   in [1, frameBytes]
 * int storedLength
 * int compression 0: stored as they are, so both lengths are the same; 1: an LZ4 block, which is shorter
 * </pre>
 *
 * @param compression what is tried; a frame that gets hardly smaller by it is stored as it is, and so are some of those that follow
 * @param frameBytes the most bytes of data in a frame, in [1, {@value #MOST_FRAME_BYTES}]
 */
public record FrameFormat(Compression compression, int frameBytes) {
    /** What a frame holds unless said otherwise: large enough for LZ4 to pay, small enough for hundreds of open files. */
    public static final int DEFAULT_FRAME_BYTES = 64 << 10;

    static final int HEADER_BYTES = 16;
    static final int RAW_LENGTH_AT = 4;
    static final int STORED_LENGTH_AT = 8;
    static final int COMPRESSION_AT = 12;

    public static final int MOST_FRAME_BYTES = 32 << 20;

    public FrameFormat {
        if (frameBytes < 1 || frameBytes > MOST_FRAME_BYTES) {
            throw new IllegalArgumentException(
                    "frameBytes must be in [1, " + MOST_FRAME_BYTES + "], was " + frameBytes);
        }
    }

    /** Frames of the usual size. */
    public static FrameFormat of(Compression compression) {
        return new FrameFormat(compression, DEFAULT_FRAME_BYTES);
    }
}

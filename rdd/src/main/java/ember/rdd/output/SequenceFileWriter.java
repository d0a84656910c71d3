// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.output;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Writes values into a SequenceFile of the form that {@link ember.rdd.input.ObjectFileRdd} reads. The caller closes the stream. */
final class SequenceFileWriter {
    private static final int MARK_BYTES = 16;
    /** Bytes after which a mark is due. */
    private static final int MARK_INTERVAL = 100 << 10;

    private final DataOutputStream out;
    private final byte[] mark;
    private long bytes;
    private long lastMark;

    SequenceFileWriter(OutputStream out) throws IOException {
        this.out = new DataOutputStream(out);
        UUID unique = UUID.randomUUID();
        this.mark = ByteBuffer.allocate(MARK_BYTES)
                .putLong(unique.getMostSignificantBits())
                .putLong(unique.getLeastSignificantBits())
                .array();
        write(new byte[] {'S', 'E', 'Q', 6});
        writeName("org.apache.hadoop.io.NullWritable");
        writeName("org.apache.hadoop.io.BytesWritable");
        write(new byte[2]); // neither compressed nor in blocks
        writeInt(0); // no properties
        write(mark);
    }

    /** The length of a name of less than 113 bytes is one byte. */
    private void writeName(String name) throws IOException {
        byte[] text = name.getBytes(StandardCharsets.UTF_8);
        write(new byte[] {(byte) text.length});
        write(text);
    }

    private void write(byte[] written) throws IOException {
        out.write(written);
        bytes += written.length;
    }

    private void writeInt(int value) throws IOException {
        out.writeInt(value);
        bytes += Integer.BYTES;
    }

    void append(byte[] value) throws IOException {
        if (bytes >= lastMark + MARK_INTERVAL) {
            writeInt(-1);
            write(mark);
            lastMark = bytes;
        }
        writeInt(Math.addExact(value.length, Integer.BYTES));
        writeInt(0); // the key has no bytes
        writeInt(value.length);
        write(value);
    }

    /** Bytes written so far. */
    long bytes() {
        return bytes;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.ImmutableContainers;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.RecordReader;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The serialisation of data. Each record is written wholly by one of several layers, so that objects which it refers to more than once
 * come back as one:
 *
 * <ol>
 *   <li>codecs for strings, numbers, arrays of primitives, the usual collections and the facade's tuples, if there is nothing else in
 *       the record: no start-up, no allocation, a few bytes;
 *   <li>Java serialisation for everything else.
 * </ol>
 *
 * <p>Safe for use by many threads; a writer or a reader is used by one at a time.
 */
public final class DataSerialization implements Serialization {
    private static final int FIRST_CAPACITY = 128;

    private final ImmutableContainers containers;
    private final Kinds kinds;
    private final JavaSerialization java;

    /**
     * @param containers the facade's tuples
     * @param java for what has no codec
     */
    public DataSerialization(ImmutableContainers containers, JavaSerialization java) {
        this.containers = containers;
        this.kinds = new Kinds(containers);
        this.java = java;
    }

    @Override
    public byte[] toBytes(@Nullable Object value) throws IOException {
        ByteOutput out = new ByteOutput(FIRST_CAPACITY);
        newEncoder(out).write(value);
        return out.toByteArray();
    }

    @Override
    public @Nullable Object fromBytes(byte[] bytes) throws IOException, ClassNotFoundException {
        return newDecoder(new ByteInput(bytes, bytes.length)).read();
    }

    @Override
    // A copy has its original's type, unless a class resolves itself to another, as in Spark; it is null only if that
    // is.
    @SuppressWarnings({"unchecked", "NullAway"})
    public <T> T copy(T value) throws IOException, ClassNotFoundException {
        ByteOutput out = new ByteOutput(FIRST_CAPACITY);
        if (!newEncoder(out).writeByCodec(value)) {
            return java.copy(value);
        }
        return (T) newDecoder(new ByteInput(out.array(), out.length())).read();
    }

    @Override
    public RecordWriter newWriter(OutputStream out) {
        ByteOutput buffer = new ByteOutput(FIRST_CAPACITY);
        return new DataRecordWriter(newEncoder(buffer), buffer, out);
    }

    /** Reads ahead: the stream must end where the records do, or be of no use to others. */
    @Override
    public RecordReader newReader(InputStream in) {
        ByteInput input = new ByteInput(in);
        return new DataRecordReader(newDecoder(input), input);
    }

    private RecordEncoder newEncoder(ByteOutput out) {
        return new RecordEncoder(new ValueWriter(kinds, containers, out), java, out);
    }

    private RecordDecoder newDecoder(ByteInput in) {
        return new RecordDecoder(new ValueReader(containers, in), java, in);
    }
}

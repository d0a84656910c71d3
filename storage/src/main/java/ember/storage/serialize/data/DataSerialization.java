// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import ember.model.ImmutableContainers;
import ember.storage.serialize.JavaSerialization;
import ember.storage.serialize.RecordReader;
import ember.storage.serialize.RecordWriter;
import ember.storage.serialize.Serialization;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputFilter;
import java.io.OutputStream;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The serialisation of data. Each record is written wholly by one of several layers, so that objects which it refers to more than once
 * come back as one:
 *
 * <ol>
 *   <li>codecs for strings, numbers, arrays of primitives, the usual collections and the facade's tuples, if there is nothing else in
 *       the record: no start-up, no allocation, a few bytes;
 *   <li>Apache Fory for what it brings back as Java serialisation does, see {@link ClassRules}, once there is enough of it to
 *       be worth loading, see {@link LazyLibrary};
 *   <li>Java serialisation for everything else.
 * </ol>
 *
 * <p>Safe for use by many threads; a writer or a reader is used by one at a time.
 */
public final class DataSerialization implements Serialization {
    private static final int FIRST_CAPACITY = 128;

    /** Java serialisation is about 4 microseconds slower for a record of 100 bytes: as much as a tenth of the library's loading. */
    private static final long LOAD_AFTER_BYTES = 1 << 20;

    private final ImmutableContainers containers;
    private final Kinds kinds;
    private final LazyLibrary library;
    private final Refusals refusals = new Refusals();
    private final JavaSerialization java;
    private boolean onlyJava;

    /**
     * @param containers the facade's tuples
     * @param filter what may be read; null: everything, as the bytes were written by this process. What has codecs is always read
     */
    public DataSerialization(ImmutableContainers containers, @Nullable ObjectInputFilter filter) {
        this(containers, filter, new ClassRules(true, null), LOAD_AFTER_BYTES);
    }

    private DataSerialization(
            ImmutableContainers containers, @Nullable ObjectInputFilter filter, ClassRules rules, long loadAfterBytes) {
        this.containers = containers;
        this.kinds = new Kinds(containers);
        this.library = new LazyLibrary(rules, filter, loadAfterBytes);
        this.java = new JavaSerialization(filter);
    }

    /**
     * A serialisation that accepts objects which are not {@link java.io.Serializable} too, where the library can be loaded.
     *
     * @param registered the only classes of users that it accepts; null: all. For others it throws {@link IllegalArgumentException}
     */
    public static DataSerialization lenient(
            ImmutableContainers containers, @Nullable ObjectInputFilter filter, @Nullable Set<Class<?>> registered) {
        return new DataSerialization(containers, filter, new ClassRules(false, registered), 0);
    }

    /** One that writes every record by Java serialisation. */
    public static DataSerialization javaOnly(ImmutableContainers containers, @Nullable ObjectInputFilter filter) {
        DataSerialization data = new DataSerialization(containers, filter);
        data.onlyJava = true;
        return data;
    }

    /** One that loads the library for the first object without a codec, and waits for it. */
    static DataSerialization eager(ImmutableContainers containers, @Nullable ObjectInputFilter filter) {
        return new DataSerialization(containers, filter, new ClassRules(true, null), 0);
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
        if (onlyJava || !newEncoder(out).writeQuickly(value)) {
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
        return reader(new ByteInput(in));
    }

    /** Of records that lie in an array from its first byte to its last. */
    public RecordReader newReader(byte[] bytes) {
        return reader(new ByteInput(bytes, bytes.length));
    }

    private RecordReader reader(ByteInput in) {
        return new DataRecordReader(newDecoder(in), in);
    }

    private RecordEncoder newEncoder(ByteOutput out) {
        return new RecordEncoder(new ValueWriter(kinds, containers, out), library, refusals, java, onlyJava, out);
    }

    private RecordDecoder newDecoder(ByteInput in) {
        return new RecordDecoder(new ValueReader(containers, in), library, java, in);
    }
}

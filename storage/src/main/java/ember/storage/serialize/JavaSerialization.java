// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.NotSerializableException;
import java.io.ObjectInputFilter;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Java serialisation, as Spark's default serialiser does it. Classes are looked for in the thread's context class loader, then in
 * that of the caller. A value that cannot be written is reported with the path to the part that is to blame.
 *
 * <p>Safe for use by many threads.
 */
public final class JavaSerialization implements Serialization {
    private final @Nullable ObjectInputFilter filter;

    /** @param filter what may be read; null: everything, as the bytes were written by this process */
    public JavaSerialization(@Nullable ObjectInputFilter filter) {
        this.filter = filter;
    }

    @Override
    public byte[] toBytes(@Nullable Object value) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(value, bytes);
        return bytes.toByteArray();
    }

    /** Writes a value by itself, as {@link #toBytes} does, without closing the stream. */
    public void write(@Nullable Object value, OutputStream to) throws IOException {
        ObjectOutputStream out = new ObjectOutputStream(to);
        writeTo(out, value);
        out.flush();
    }

    /** Reads what {@link #write} wrote, without closing the stream. */
    public @Nullable Object read(InputStream from) throws IOException, ClassNotFoundException {
        return newInput(from).readObject();
    }

    @Override
    public @Nullable Object fromBytes(byte[] bytes) throws IOException, ClassNotFoundException {
        return read(new ByteArrayInputStream(bytes));
    }

    @Override
    @SuppressWarnings(
            "unchecked") // A copy has its original's type, unless a class resolves itself to another, as in Spark.
    public <T> T copy(T value) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        List<Class<?>> classes = new ArrayList<>();
        try (ObjectOutputStream out = new ClassRecordingOutputStream(bytes, classes)) {
            writeTo(out, value);
        }
        try (ClassReplayingInputStream in =
                new ClassReplayingInputStream(new ByteArrayInputStream(bytes.toByteArray()), classes)) {
            if (filter != null) {
                in.setObjectInputFilter(filter);
            }
            return (T) in.readObject();
        }
    }

    @Override
    public RecordWriter newWriter(OutputStream out) throws IOException {
        return new JavaRecordWriter(out);
    }

    @Override
    public RecordReader newReader(InputStream in) throws IOException {
        return new JavaRecordReader(newInput(in));
    }

    static void writeTo(ObjectOutputStream out, @Nullable Object value) throws IOException {
        try {
            out.writeObject(value);
        } catch (NotSerializableException e) {
            throw SerialPath.explain(e, value);
        }
    }

    private LoaderObjectInputStream newInput(InputStream bytes) throws IOException {
        LoaderObjectInputStream in = new LoaderObjectInputStream(bytes);
        if (filter != null) {
            in.setObjectInputFilter(filter);
        }
        return in;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import ember.model.Failures;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import scala.reflect.ClassTag;

/** The JDK's serialisation with one class loader for reading. */
final class JavaSerializerInstance extends SerializerInstance {

    private final ClassLoader defaultLoader;

    JavaSerializerInstance(ClassLoader defaultLoader) {
        this.defaultLoader = defaultLoader;
    }

    @Override
    public <T> ByteBuffer serialize(T value, ClassTag<T> tag) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (SerializationStream out = serializeStream(bytes)) {
            out.writeObject(value, tag);
        }
        return ByteBuffer.wrap(bytes.toByteArray());
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag) {
        return deserialize(bytes, defaultLoader, tag);
    }

    @Override
    public <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.duplicate().get(copy);
        try (DeserializationStream in = new JavaDeserializationStream(new ByteArrayInputStream(copy), loader)) {
            return in.readObject(tag);
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    @Override
    public SerializationStream serializeStream(OutputStream out) {
        try {
            return new JavaSerializationStream(out);
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    @Override
    public DeserializationStream deserializeStream(InputStream in) {
        try {
            return new JavaDeserializationStream(in, defaultLoader);
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }
}

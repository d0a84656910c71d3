// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import scala.reflect.ClassTag;

/** Serialises values and streams of them. Used by one thread at a time. */
public abstract class SerializerInstance {

    public SerializerInstance() {}

    public abstract <T> ByteBuffer serialize(T value, ClassTag<T> tag);

    public abstract <T> T deserialize(ByteBuffer bytes, ClassTag<T> tag);

    public abstract <T> T deserialize(ByteBuffer bytes, ClassLoader loader, ClassTag<T> tag);

    public abstract SerializationStream serializeStream(OutputStream out);

    public abstract DeserializationStream deserializeStream(InputStream in);
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import java.io.Closeable;
import scala.reflect.ClassTag;

/** Writes objects one after the other. Used by one thread. */
public abstract class SerializationStream implements Closeable {

    public SerializationStream() {}

    /** Writes one object and returns this. */
    public abstract <T> SerializationStream writeObject(T value, ClassTag<T> tag);

    /** Writes the key of a pair; its value must follow. */
    public <T> SerializationStream writeKey(T key, ClassTag<T> tag) {
        return writeObject(key, tag);
    }

    /** Writes the value of a pair, after its key. */
    public <T> SerializationStream writeValue(T value, ClassTag<T> tag) {
        return writeObject(value, tag);
    }

    public abstract void flush();

    @Override
    public abstract void close();
}

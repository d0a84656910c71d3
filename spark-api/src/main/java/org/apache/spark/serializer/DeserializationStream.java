// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import java.io.Closeable;
import scala.reflect.ClassTag;

/** Reads objects one after the other. Used by one thread. */
public abstract class DeserializationStream implements Closeable {

    public DeserializationStream() {}

    /** Reads one object; {@link java.io.EOFException}, not declared, after the last. */
    public abstract <T> T readObject(ClassTag<T> tag);

    /** Reads the key of a pair; its value follows. */
    public <T> T readKey(ClassTag<T> tag) {
        return readObject(tag);
    }

    /** Reads the value of a pair, after its key. */
    public <T> T readValue(ClassTag<T> tag) {
        return readObject(tag);
    }

    @Override
    public abstract void close();
}

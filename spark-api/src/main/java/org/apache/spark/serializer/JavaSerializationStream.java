// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import ember.model.Failures;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import scala.reflect.ClassTag;

/** Writes objects with the JDK's serialisation. Failures are thrown as they are, undeclared. */
final class JavaSerializationStream extends SerializationStream {

    /** Objects after which the stream forgets what it wrote, so that a long one does not keep every object in memory. */
    private static final int RESET_AFTER = 100;

    private final ObjectOutputStream out;
    private int sinceReset;

    JavaSerializationStream(OutputStream out) throws IOException {
        this.out = new ObjectOutputStream(out);
    }

    @Override
    public <T> SerializationStream writeObject(T value, ClassTag<T> tag) {
        try {
            out.writeObject(value);
            if (++sinceReset == RESET_AFTER) {
                out.reset();
                sinceReset = 0;
            }
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
        return this;
    }

    @Override
    public void flush() {
        try {
            out.flush();
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import ember.model.Failures;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import scala.reflect.ClassTag;

/** Reads objects that the JDK's serialisation wrote. Failures are thrown as they are, undeclared. */
final class JavaDeserializationStream extends DeserializationStream {

    private final ObjectInputStream in;

    JavaDeserializationStream(InputStream in, ClassLoader loader) throws IOException {
        this.in = new LoaderInputStream(in, loader);
    }

    // The caller says what type it expects; a wrong one shows where the value is used, as with any cast of generics.
    @SuppressWarnings("unchecked")
    @Override
    public <T> T readObject(ClassTag<T> tag) {
        try {
            return (T) in.readObject();
        } catch (IOException | ClassNotFoundException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw Failures.<RuntimeException>sneaky(e);
        }
    }

    /** Looks classes up in a given loader first; primitive types have none, so the JDK's own lookup comes after. */
    private static final class LoaderInputStream extends ObjectInputStream {

        private final ClassLoader loader;

        LoaderInputStream(InputStream in, ClassLoader loader) throws IOException {
            super(in);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description);
            }
        }
    }
}

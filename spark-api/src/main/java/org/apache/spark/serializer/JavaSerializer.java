// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import java.io.Externalizable;
import java.io.IOException;
import java.io.ObjectInput;
import java.io.ObjectOutput;
import org.apache.spark.SparkConf;

/** The JDK's serialisation. It has no settings, so all instances are alike. */
public class JavaSerializer extends Serializer implements Externalizable {

    /** For deserialisation. */
    public JavaSerializer() {}

    // Spark's has settings for a reset of the stream now and then and for debug output; here both are fixed.
    @SuppressWarnings("UnusedVariable")
    public JavaSerializer(SparkConf conf) {}

    @Override
    public SerializerInstance newInstance() {
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        ClassLoader fallback = context != null ? context : getClass().getClassLoader();
        return new JavaSerializerInstance(
                defaultClassLoader().isDefined() ? defaultClassLoader().get() : fallback);
    }

    @Override
    public void writeExternal(ObjectOutput out) throws IOException {
        // Nothing to write: see the class.
    }

    @Override
    public void readExternal(ObjectInput in) throws IOException {
        // Nothing was written.
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import ember.spark.OptionalLibrary;
import java.io.Serializable;
import org.apache.spark.SparkConf;
import scala.Option;

/**
 * Kryo, for programs that serialise something themselves: the engine hands data on without it. Needs Kryo on the class path, {@link
 * UnsupportedOperationException} if it is not. Writes other bytes than Spark's, which registers Scala's classes too.
 */
public class KryoSerializer extends Serializer implements KryoMembers, Serializable {
    private static final long serialVersionUID = 1L;

    private final KryoSettings settings;

    /** Throws {@link IllegalArgumentException} if a buffer is to have 2 GiB or more. */
    public KryoSerializer(SparkConf conf) {
        this.settings = KryoSettings.of(conf);
    }

    KryoSettings settings() {
        return settings;
    }

    /** Mebibytes that a buffer may grow to. */
    public int maxBufferSizeMb() {
        return settings.maxBufferBytes() >> 20;
    }

    @Override
    public Serializer setDefaultClassLoader(ClassLoader classLoader) {
        return super.setDefaultClassLoader(classLoader);
    }

    @Override
    public SerializerInstance newInstance() {
        Option<ClassLoader> loader = defaultClassLoader();
        return OptionalLibrary.KRYO.make(
                "KryoSerializer", () -> Kryos.instance(settings, loader.isDefined() ? loader.get() : null));
    }
}

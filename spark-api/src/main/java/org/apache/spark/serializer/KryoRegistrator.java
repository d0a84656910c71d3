// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import com.esotericsoftware.kryo.Kryo;

/** Registers a program's classes with Kryo; named by {@code spark.kryo.registrator}. */
public interface KryoRegistrator {
    void registerClasses(Kryo kryo);
}

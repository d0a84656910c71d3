// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.serializer;

import scala.Option;

/**
 * Makes {@link SerializerInstance}s, one for each thread that needs one; itself shared by all, so it must be thread-safe.
 */
public abstract class Serializer {

    private volatile Option<ClassLoader> defaultClassLoader = Option.empty();

    public Serializer() {}

    /** Where classes are looked up when objects are read, unless the call says otherwise. */
    public Option<ClassLoader> defaultClassLoader() {
        return defaultClassLoader;
    }

    /** Sets {@link #defaultClassLoader()}, before the first instance is made, and returns this. */
    public Serializer setDefaultClassLoader(ClassLoader classLoader) {
        defaultClassLoader = Option.apply(classLoader);
        return this;
    }

    /** An instance for one thread. */
    public abstract SerializerInstance newInstance();
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;

/** Says whether to keep an element. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface FilterFunction<T> extends Serializable {
    boolean call(T value) throws Exception;
}

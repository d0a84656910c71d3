// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;

/** Answers one result for each element of a data set. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface MapFunction<T, U> extends Serializable {
    U call(T value) throws Exception;
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;
import java.util.Iterator;

/** Turns the elements of a partition into another sequence. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface MapPartitionsFunction<T, U> extends Serializable {
    Iterator<U> call(Iterator<T> input) throws Exception;
}

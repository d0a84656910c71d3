// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;
import java.util.Iterator;

/** Answers zero or more results for each element. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Serializable {
    Iterator<R> call(T t) throws Exception;
}

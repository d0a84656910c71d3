// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;
import java.util.Iterator;

/** Answers zero or more results for a key and the values that two data sets hold for it. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface CoGroupFunction<K, V1, V2, R> extends Serializable {
    Iterator<R> call(K key, Iterator<V1> left, Iterator<V2> right) throws Exception;
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import ember.model.function.Function1;
import java.io.Serializable;
import scala.Tuple2;

/** Answers one key-value pair for each element. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface PairFunction<T, K, V> extends Function1<T, Tuple2<K, V>>, Serializable {
    @Override
    Tuple2<K, V> call(T t) throws Exception;
}

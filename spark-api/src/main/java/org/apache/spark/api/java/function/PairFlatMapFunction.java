// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import ember.model.function.Function1;
import java.io.Serializable;
import java.util.Iterator;
import scala.Tuple2;

/** Answers zero or more key-value pairs for each element. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface PairFlatMapFunction<T, K, V> extends Function1<T, Iterator<Tuple2<K, V>>>, Serializable {
    @Override
    Iterator<Tuple2<K, V>> call(T t) throws Exception;
}

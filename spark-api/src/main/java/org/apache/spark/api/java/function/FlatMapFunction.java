// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import ember.model.function.Function1;
import java.io.Serializable;
import java.util.Iterator;

/** Answers zero or more results for each element. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface FlatMapFunction<T, R> extends Function1<T, Iterator<R>>, Serializable {
    @Override
    Iterator<R> call(T t) throws Exception;
}

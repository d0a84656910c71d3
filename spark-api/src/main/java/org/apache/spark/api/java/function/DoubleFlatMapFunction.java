// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import ember.model.function.Function1;
import java.io.Serializable;
import java.util.Iterator;

/** Answers zero or more doubles for each element. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface DoubleFlatMapFunction<T> extends Function1<T, Iterator<Double>>, Serializable {
    @Override
    Iterator<Double> call(T t) throws Exception;
}

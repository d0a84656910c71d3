// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import ember.model.function.DoubleFunction1;
import java.io.Serializable;

/** Answers one double for each element. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface DoubleFunction<T> extends DoubleFunction1<T>, Serializable {
    @Override
    double call(T t) throws Exception;
}

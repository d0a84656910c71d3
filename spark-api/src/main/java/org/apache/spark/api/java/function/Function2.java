// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;

/** Answers one result for two arguments. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface Function2<T1, T2, R> extends ember.model.function.Function2<T1, T2, R>, Serializable {
    @Override
    R call(T1 v1, T2 v2) throws Exception;
}

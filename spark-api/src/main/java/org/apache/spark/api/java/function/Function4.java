// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;

/** Answers one result for four arguments. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface Function4<T1, T2, T3, T4, R> extends ember.model.function.Function4<T1, T2, T3, T4, R>, Serializable {
    @Override
    R call(T1 v1, T2 v2, T3 v3, T4 v4) throws Exception;
}

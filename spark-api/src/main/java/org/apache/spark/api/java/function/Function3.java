// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;

/** Answers one result for three arguments. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface Function3<T1, T2, T3, R> extends ember.model.function.Function3<T1, T2, T3, R>, Serializable {
    @Override
    R call(T1 v1, T2 v2, T3 v3) throws Exception;
}

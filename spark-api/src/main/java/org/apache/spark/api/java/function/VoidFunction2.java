// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;

/** Acts on two arguments for its side effect. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface VoidFunction2<T1, T2> extends ember.model.function.VoidFunction2<T1, T2>, Serializable {
    @Override
    void call(T1 v1, T2 v2) throws Exception;
}

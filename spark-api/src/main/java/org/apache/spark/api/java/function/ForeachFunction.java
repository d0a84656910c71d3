// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;

/** Acts on each element for its side effect. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface ForeachFunction<T> extends Serializable {
    void call(T t) throws Exception;
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import ember.model.function.VoidFunction1;
import java.io.Serializable;

/** Acts on each element for its side effect. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface VoidFunction<T> extends VoidFunction1<T>, Serializable {
    @Override
    void call(T t) throws Exception;
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;

/** Answers a result from nothing. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface Function0<R> extends ember.model.function.Function0<R>, Serializable {
    @Override
    R call() throws Exception;
}

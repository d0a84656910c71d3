// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;
import java.util.Iterator;

/** Answers zero or more results for two inputs. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface FlatMapFunction2<T1, T2, R> extends ember.model.function.Function2<T1, T2, Iterator<R>>, Serializable {
    @Override
    Iterator<R> call(T1 t1, T2 t2) throws Exception;
}

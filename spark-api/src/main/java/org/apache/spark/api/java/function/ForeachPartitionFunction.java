// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.api.java.function;

import java.io.Serializable;
import java.util.Iterator;

/** Acts on the elements of each partition for its side effect. Instances travel to tasks, so what they capture must be serialisable. */
@FunctionalInterface
public interface ForeachPartitionFunction<T> extends Serializable {
    void call(Iterator<T> t) throws Exception;
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import java.io.Serializable;

/** Makes a {@link PartitionEvaluator} for each task; travels to the executors. */
public interface PartitionEvaluatorFactory<T, U> extends Serializable {
    PartitionEvaluator<T, U> createEvaluator();
}

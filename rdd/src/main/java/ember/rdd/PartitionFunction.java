// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.io.Serializable;
import java.util.Iterator;

/** What a job computes from one partition. */
public interface PartitionFunction<T, U> extends Serializable {
    U apply(TaskContext context, Iterator<T> elements) throws Exception;
}

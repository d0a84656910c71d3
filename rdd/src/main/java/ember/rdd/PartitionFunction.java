// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.io.Serializable;
import java.util.Iterator;

/** What a job computes from one partition. */
public interface PartitionFunction<T, U> extends Serializable {
    U apply(TaskContext context, Iterator<T> elements) throws Exception;

    /**
     * Whether Spark's function for the same action holds the RDD. The functions of the RDD's stage are then looked at once more before
     * there is a job: one that cannot travel any more, because a broadcast that it captured was destroyed, fails the action there.
     */
    default boolean holdsRdd() {
        return false;
    }
}

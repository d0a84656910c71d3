// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.util.Iterator;

/** Stands between an RDD and its readers, and keeps what they read. Safe for use by many tasks. */
public interface PartitionRecorder {
    /** Computes the elements of the partition that is read. */
    interface Computation<T> {
        Iterator<T> compute() throws Exception;
    }

    /** The elements of a partition: those that were kept, or else computed ones, which are kept as the reader takes them. */
    <T> Iterator<T> read(int partition, TaskContext context, Computation<T> computation) throws Exception;
}

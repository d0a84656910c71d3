// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import scala.collection.Iterator;
import scala.collection.immutable.Seq;

/**
 * Computes a partition of an RDD from the partitions of one or more others; made on the executor for each task.
 *
 * @param <T> type of the elements that go in
 * @param <U> type of the elements that come out
 */
public interface PartitionEvaluator<T, U> {
    /** The elements of partition {@code partitionIndex}, of those of the inputs at the same index. */
    Iterator<U> eval(int partitionIndex, Seq<Iterator<T>> inputs);
}

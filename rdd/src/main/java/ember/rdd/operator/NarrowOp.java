// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Pairing;
import ember.model.function.DoubleFunction1;
import ember.model.function.Function1;
import ember.model.function.Function2;
import ember.rdd.TaskContext;
import java.io.Serializable;
import java.util.Iterator;

/**
 * One narrow step as data: what to do, with the user's function as it is. How it is run, one step at a time or a stage as one
 * loop, is decided by whoever runs the pipeline.
 *
 * <p>Every operation is serialisable and is one closure: a task runs its own copy unless sharing cannot be seen.
 */
public sealed interface NarrowOp extends Serializable {
    /** Of the failure of a task whose {@link FlatMap} was given no iterator. */
    String FLAT_MAP_NULL = "flatMap's function returned null instead of an iterator";

    /** Works on one element at a time, so a run of these needs no iterator between them. */
    sealed interface ElementOp extends NarrowOp {}

    /** Takes a partition's iterator and gives another. */
    non-sealed interface PartitionOp extends NarrowOp {
        Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) throws Exception;
    }

    /** One element to one. */
    record Map(Function1<Object, Object> function) implements ElementOp {}

    /** One element to a boxed double, through a primitive. */
    record MapToDouble(DoubleFunction1<Object> function) implements ElementOp {}

    /** Keeps elements for which the function says true. */
    record Filter(Function1<Object, Boolean> function) implements ElementOp {}

    /** One element to any number. */
    record FlatMap(Function1<Object, Iterator<?>> function) implements ElementOp {}

    /** A pair to a pair with the same key. */
    record MapValues(Pairing<Object> pairing, Function1<Object, Object> function) implements ElementOp {}

    /** A pair to any number of pairs with its key. */
    record FlatMapValues(Pairing<Object> pairing, Function1<Object, Iterator<?>> function) implements ElementOp {}

    /** A pair to its key. */
    record Keys(Pairing<Object> pairing) implements ElementOp {}

    /** A pair to its value. */
    record Values(Pairing<Object> pairing) implements ElementOp {}

    /** An element to the pair of what the function makes of it, and itself. */
    record KeyBy(Pairing<Object> pairing, Function1<Object, Object> function) implements ElementOp {}

    /** The user's function over the whole iterator. */
    record MapPartitions(Function1<Iterator<?>, Iterator<?>> function) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) throws Exception {
            return function.call(elements);
        }
    }

    /** The same, told the partition's index. */
    record MapPartitionsWithIndex(Function2<Integer, Iterator<?>, Iterator<?>> function) implements PartitionOp {
        @Override
        public Iterator<?> apply(TaskContext context, int partition, Iterator<?> elements) throws Exception {
            return function.call(partition, elements);
        }
    }
}

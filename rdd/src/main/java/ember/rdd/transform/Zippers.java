// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.function.Function2;
import ember.model.function.Function3;
import ember.model.function.Function4;
import ember.rdd.TaskContext;
import ember.rdd.operator.ZippedPartitionsRdd.Zipper;
import java.util.Iterator;
import java.util.List;

/** The user's functions over the partitions of two, three or four RDDs. */
final class Zippers {
    private Zippers() {}

    record Two<R>(Function2<Object, Object, Iterator<R>> function) implements Zipper<R> {
        @Override
        public Iterator<R> zip(TaskContext context, List<Iterator<?>> sides) throws Exception {
            return function.call(sides.get(0), sides.get(1));
        }
    }

    record Three<R>(Function3<Object, Object, Object, Iterator<R>> function) implements Zipper<R> {
        @Override
        public Iterator<R> zip(TaskContext context, List<Iterator<?>> sides) throws Exception {
            return function.call(sides.get(0), sides.get(1), sides.get(2));
        }
    }

    record Four<R>(Function4<Object, Object, Object, Object, Iterator<R>> function) implements Zipper<R> {
        @Override
        public Iterator<R> zip(TaskContext context, List<Iterator<?>> sides) throws Exception {
            return function.call(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
        }
    }
}

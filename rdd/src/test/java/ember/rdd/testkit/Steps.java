// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.testkit;

import ember.model.Failures;
import ember.model.function.Function1;
import ember.rdd.TaskContext;
import ember.rdd.operator.NarrowOp;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Runs one narrow step, lazily. */
final class Steps {
    private Steps() {}

    static Iterator<?> apply(NarrowOp step, Iterator<?> in, int partition, TaskContext context) throws Exception {
        if (step instanceof NarrowOp.PartitionOp op) {
            return op.apply(context, partition, in);
        } else if (step instanceof NarrowOp.Map op) {
            return each(in, element -> one(op.function().call(element)));
        } else if (step instanceof NarrowOp.MapToDouble op) {
            return each(in, element -> one(op.function().call(element)));
        } else if (step instanceof NarrowOp.Filter op) {
            return each(in, element -> op.function().call(element) ? one(element) : Collections.emptyIterator());
        } else if (step instanceof NarrowOp.FlatMap op) {
            return each(in, op.function());
        } else if (step instanceof NarrowOp.Keys op) {
            return each(in, pair -> one(op.pairing().key(pair)));
        } else if (step instanceof NarrowOp.Values op) {
            return each(in, pair -> one(op.pairing().value(pair)));
        } else if (step instanceof NarrowOp.KeyBy op) {
            return each(in, element -> one(op.pairing().of(op.function().call(element), element)));
        } else if (step instanceof NarrowOp.MapValues op) {
            return each(
                    in,
                    pair -> one(op.pairing()
                            .of(
                                    op.pairing().key(pair),
                                    op.function().call(op.pairing().value(pair)))));
        } else if (step instanceof NarrowOp.FlatMapValues op) {
            return each(in, pair -> {
                Object key = op.pairing().key(pair);
                return each(
                        op.function().call(op.pairing().value(pair)),
                        value -> one(op.pairing().of(key, value)));
            });
        }
        throw new IllegalArgumentException(step.toString());
    }

    private static Iterator<?> one(Object element) {
        return Collections.singletonList(element).iterator();
    }

    private static Iterator<?> each(Iterator<?> in, Function1<Object, Iterator<?>> function) {
        return new Iterator<>() {
            private Iterator<?> current = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                try {
                    while (!current.hasNext() && in.hasNext()) {
                        current = function.call(in.next());
                    }
                } catch (Exception e) {
                    throw Failures.sneaky(e);
                }
                return current.hasNext();
            }

            @Override
            public Object next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return current.next();
            }
        };
    }
}

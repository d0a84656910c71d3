// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.model.Failures;
import ember.model.Pairing;
import ember.rdd.TaskContext;
import ember.rdd.operator.ZippedPartitionsRdd.Zipper;
import java.util.Iterator;
import java.util.List;

/** Pairs of the elements at the same position of two partitions, which must be equally long. */
record PairUp<P>(Pairing<P> pairing) implements Zipper<P> {
    @Override
    public Iterator<P> zip(TaskContext context, List<Iterator<?>> sides) {
        Iterator<?> left = sides.get(0);
        Iterator<?> right = sides.get(1);
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                boolean more = left.hasNext();
                if (more != right.hasNext()) {
                    throw Failures.sneaky(context.failures().unequalZip());
                }
                return more;
            }

            @Override
            public P next() {
                return pairing.of(left.next(), right.next());
            }
        };
    }
}

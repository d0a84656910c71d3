// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.util.Iterator;

/** All elements of a partition. */
public record AllElements<T>() implements PartitionFunction<T, Elements> {
    @Override
    public Elements apply(TaskContext context, Iterator<T> elements) {
        return Elements.of(elements);
    }

    @Override
    public boolean holdsRdd() {
        return true;
    }
}

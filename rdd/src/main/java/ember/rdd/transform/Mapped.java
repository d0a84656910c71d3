// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import java.util.Iterator;
import java.util.function.Function;

/** An iterator whose elements are made of another's. */
record Mapped<A, B>(Iterator<? extends A> source, Function<A, B> function) implements Iterator<B> {
    @Override
    public boolean hasNext() {
        return source.hasNext();
    }

    @Override
    public B next() {
        return function.apply(source.next());
    }
}

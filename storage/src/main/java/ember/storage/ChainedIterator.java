// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import java.util.Iterator;

/** One iterator after another. */
final class ChainedIterator<T> implements Iterator<T> {
    private final Iterator<T> first;
    private final Iterator<T> second;

    ChainedIterator(Iterator<T> first, Iterator<T> second) {
        this.first = first;
        this.second = second;
    }

    @Override
    public boolean hasNext() {
        return first.hasNext() || second.hasNext();
    }

    @Override
    public T next() {
        return first.hasNext() ? first.next() : second.next();
    }
}

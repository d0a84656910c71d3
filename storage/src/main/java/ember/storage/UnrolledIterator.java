// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.storage.BlockLocks.Hold;
import java.util.Collections;
import java.util.Iterator;

/** The elements of a block that found no room: those that were unrolled, which stay counted until they are consumed, then the rest. */
final class UnrolledIterator<T> implements Iterator<T> {
    private Iterator<T> unrolled;
    private final Iterator<T> rest;
    private final Hold hold;

    UnrolledIterator(Iterator<T> unrolled, Iterator<T> rest, Hold hold) {
        this.unrolled = unrolled;
        this.rest = rest;
        this.hold = hold;
    }

    @Override
    public boolean hasNext() {
        if (unrolled.hasNext()) {
            return true;
        }
        // The collector may have them now.
        unrolled = Collections.emptyIterator();
        hold.release();
        return rest.hasNext();
    }

    @Override
    public T next() {
        return unrolled.hasNext() ? unrolled.next() : rest.next();
    }
}

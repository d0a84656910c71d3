// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Failures;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Several iterators one after another, each opened when the one before is at its end. */
final class ConcatIterator<T> implements Iterator<T> {
    private final int count;
    private final Opener<T> opener;
    private int opened;
    private Iterator<T> current = Collections.emptyIterator();

    ConcatIterator(int count, Opener<T> opener) {
        this.count = count;
        this.opener = opener;
    }

    /** Opens the iterator at a position in [0, count). */
    interface Opener<T> {
        Iterator<T> open(int position) throws Exception;
    }

    @Override
    public boolean hasNext() {
        while (!current.hasNext()) {
            if (opened == count) {
                return false;
            }
            try {
                current = opener.open(opened++);
            } catch (Exception e) {
                throw Failures.sneaky(e);
            }
        }
        return true;
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return current.next();
    }
}

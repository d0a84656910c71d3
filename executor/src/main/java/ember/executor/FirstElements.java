// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import java.util.Iterator;
import java.util.NoSuchElementException;

/** The next elements of an iterator, up to a limit: the others can be had from it afterwards. */
final class FirstElements implements Iterator<Object> {
    private final Iterator<?> elements;
    private int left;

    FirstElements(Iterator<?> elements, int limit) {
        this.elements = elements;
        this.left = limit;
    }

    @Override
    public boolean hasNext() {
        return left > 0 && elements.hasNext();
    }

    @Override
    public Object next() {
        if (left == 0) {
            throw new NoSuchElementException();
        }
        left--;
        return elements.next();
    }
}

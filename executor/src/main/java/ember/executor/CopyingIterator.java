// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.Failures;
import java.util.Iterator;

/** Elements of another executor: what could be changed is copied, as it would be by sending it. */
final class CopyingIterator<T> implements Iterator<T> {
    private final Iterator<T> elements;
    private final Isolation isolation;

    CopyingIterator(Iterator<T> elements, Isolation isolation) {
        this.elements = elements;
        this.isolation = isolation;
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public T next() {
        T element = elements.next();
        if (isolation.isShareable(element)) {
            return element;
        }
        try {
            return isolation.data().copy(element);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }
}

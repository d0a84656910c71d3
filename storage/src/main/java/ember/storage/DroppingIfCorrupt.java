// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.storage.disk.CorruptBlockException;
import java.util.Iterator;
import java.util.function.Consumer;

/**
 * The elements of a file. If it is found corrupt on the way, some were handed out already: the task fails, and the next one must not
 * find the file again.
 */
final class DroppingIfCorrupt<T> implements Iterator<T> {
    private final Iterator<T> elements;
    private final Consumer<CorruptBlockException> drop;

    DroppingIfCorrupt(Iterator<T> elements, Consumer<CorruptBlockException> drop) {
        this.elements = elements;
        this.drop = drop;
    }

    @Override
    public boolean hasNext() {
        return elements.hasNext();
    }

    @Override
    public T next() {
        try {
            return elements.next();
        } catch (Exception e) {
            // Thrown without being declared.
            if (e instanceof CorruptBlockException corrupt) {
                drop.accept(corrupt);
            }
            throw e;
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/** Elements, each as often as is drawn for it. */
final class Drawn<T> implements Iterator<T> {
    private final Iterator<T> elements;
    private final ToIntFunction<T> times;
    private @Nullable T current;
    private int left;

    Drawn(Iterator<T> elements, ToIntFunction<T> times) {
        this.elements = elements;
        this.times = times;
    }

    @Override
    public boolean hasNext() {
        while (left == 0 && elements.hasNext()) {
            T element = elements.next();
            left = times.applyAsInt(element);
            current = element;
        }
        return left > 0;
    }

    @Override
    @SuppressWarnings("NullAway") // an element that was drawn may itself be null: the type parameter says nothing of it
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        left--;
        return current;
    }
}

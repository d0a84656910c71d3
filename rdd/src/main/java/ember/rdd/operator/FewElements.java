// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.KnownSize;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** One element or none, which is known before it is asked for. */
public final class FewElements<T> implements Iterator<T>, KnownSize {
    private final @Nullable T element;
    private int left;

    private FewElements(@Nullable T element, int left) {
        this.element = element;
        this.left = left;
    }

    public static <T> Iterator<T> none() {
        return new FewElements<>(null, 0);
    }

    public static <T> Iterator<T> one(T element) {
        return new FewElements<>(element, 1);
    }

    @Override
    public int knownSize() {
        return left;
    }

    @Override
    public boolean hasNext() {
        return left > 0;
    }

    @Override
    @SuppressWarnings("NullAway") // there is an element, or none left
    public T next() {
        if (left == 0) {
            throw new NoSuchElementException("next on empty iterator");
        }
        left = 0;
        return element;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The values of one key, in order of arrival. Users get it as an {@code Iterable} that can be read any number of times, prints like a
 * list and refuses to be changed; only the engine appends, before it hands it out. Equal to another with equal values in the same
 * order. Used by one thread at a time until handed out.
 */
public final class GroupedValues<T> extends AbstractCollection<T> implements Serializable {
    private static final @Nullable Object[] NONE = {};

    private transient @Nullable Object[] values = NONE;
    private transient int size;

    /** For the engine only. */
    public void append(@Nullable T value) {
        ensureCapacity(size + 1);
        values[size++] = value;
    }

    /** For the engine only. */
    public void appendAll(GroupedValues<? extends T> others) {
        ensureCapacity(size + others.size);
        System.arraycopy(others.values, 0, values, size, others.size);
        size += others.size;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            @SuppressWarnings("unchecked") // Only values of type T are appended.
            public T next() {
                if (next >= size) {
                    throw new NoSuchElementException();
                }
                return (T) values[next++];
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof GroupedValues<?> that && Arrays.equals(values, 0, size, that.values, 0, that.size);
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            hash = 31 * hash + (value == null ? 0 : value.hashCode());
        }
        return hash;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeInt(size);
        for (int i = 0; i < size; i++) {
            out.writeObject(values[i]);
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        int count = in.readInt();
        if (count < 0) {
            throw new InvalidObjectException("negative size: " + count);
        }
        values = NONE;
        size = 0;
        for (int i = 0; i < count; i++) {
            ensureCapacity(size + 1);
            values[size++] = in.readObject();
        }
    }

    private void ensureCapacity(int needed) {
        if (needed > values.length) {
            values = Arrays.copyOf(values, Math.max(needed, size + (size >> 1) + 1));
        }
    }
}

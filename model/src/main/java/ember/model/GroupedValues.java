// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.io.IOException;
import java.io.InvalidObjectException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.AbstractCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The values of one key, in order of arrival. Users get it as an {@code Iterable} that can be read any number of times, prints like a
 * list and refuses to be changed; only the engine appends, before it hands it out. Equal to another with equal values in the same
 * order. Used by one thread at a time until handed out.
 *
 * <p>Values that memory has no room for lie elsewhere, in {@link Part}s that are read as they are asked for; nothing that a group does
 * brings them all into memory, but for what a user makes of them.
 */
public final class GroupedValues<T> extends AbstractCollection<T> implements Serializable {
    private static final @Nullable Object[] NONE = {};

    /** What came before {@link #values}. */
    private transient List<Part> parts = List.of();

    private transient @Nullable Object[] values = NONE;
    private transient int size;

    /** A run of values. */
    public interface Part {
        /** How many, at least 0. */
        long count();

        /** A way through the values from the first on; any number of them may be open at once. */
        Iterator<@Nullable Object> open();
    }

    /** Values in an array that nobody changes. */
    private static final class InMemory implements Part {
        private final List<@Nullable Object> values;

        InMemory(@Nullable Object[] values, int size) {
            this.values = Collections.unmodifiableList(Arrays.asList(values).subList(0, size));
        }

        @Override
        public long count() {
            return values.size();
        }

        @Override
        public Iterator<@Nullable Object> open() {
            return values.iterator();
        }
    }

    /** For the engine only. */
    public void append(@Nullable T value) {
        ensureCapacity(size + 1);
        values[size++] = value;
    }

    /** Places for values in memory, taken or not. For the engine only. */
    public int capacity() {
        return values.length;
    }

    /** Makes the first values those of an array, which nobody else uses. For the engine only. */
    public void take(@Nullable Object[] first) {
        values = first;
        size = first.length;
    }

    /** For the engine only. */
    public void appendAll(GroupedValues<? extends T> others) {
        others.parts.forEach(this::appendPart);
        ensureCapacity(size + others.size);
        System.arraycopy(others.values, 0, values, size, others.size);
        size += others.size;
    }

    /** For the engine only. */
    public void appendPart(Part part) {
        List<Part> grown = parts.isEmpty() ? new ArrayList<>() : parts;
        if (size > 0) {
            grown.add(new InMemory(values, size));
            values = NONE;
            size = 0;
        }
        grown.add(part);
        parts = grown;
    }

    /** All values, in runs. For the engine only. */
    public List<Part> parts() {
        if (size == 0) {
            return Collections.unmodifiableList(parts);
        }
        Part rest = new InMemory(values, size);
        if (parts.isEmpty()) {
            return List.of(rest);
        }
        List<Part> all = new ArrayList<>(parts);
        all.add(rest);
        return all;
    }

    /** How many values there are; {@link #size} says so too, up to the largest int. */
    public long count() {
        long count = size;
        for (Part part : parts) {
            count += part.count();
        }
        return count;
    }

    @Override
    public int size() {
        return parts.isEmpty() ? size : (int) Math.min(Integer.MAX_VALUE, count());
    }

    @Override
    @SuppressWarnings("unchecked") // Only values of type T are appended.
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private int part;
            private Iterator<@Nullable Object> inPart = Collections.emptyIterator();
            private int next;

            @Override
            public boolean hasNext() {
                while (!inPart.hasNext() && part < parts.size()) {
                    inPart = parts.get(part++).open();
                }
                return inPart.hasNext() || next < size;
            }

            @Override
            @SuppressWarnings("NullAway") // A value may be null.
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return (T) (inPart.hasNext() ? inPart.next() : values[next++]);
            }
        };
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof GroupedValues<?> that) || count() != that.count()) {
            return false;
        }
        Iterator<?> those = that.iterator();
        for (Object value : this) {
            if (!Objects.equals(value, those.next())) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (Object value : this) {
            hash = 31 * hash + (value == null ? 0 : value.hashCode());
        }
        return hash;
    }

    private void writeObject(ObjectOutputStream out) throws IOException {
        out.defaultWriteObject();
        out.writeLong(count());
        for (Object value : this) {
            out.writeObject(value);
        }
    }

    private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
        in.defaultReadObject();
        long count = in.readLong();
        if (count < 0 || count > Integer.MAX_VALUE) {
            throw new InvalidObjectException("no size: " + count);
        }
        parts = List.of();
        values = NONE;
        size = 0;
        for (long i = 0; i < count; i++) {
            ensureCapacity(size + 1);
            values[size++] = in.readObject();
        }
    }

    private void ensureCapacity(int needed) {
        if (needed > values.length) {
            values = Arrays.copyOf(values, grown(needed));
        }
    }

    private int grown(int needed) {
        return Math.max(needed, size + (size >> 1) + 1);
    }
}

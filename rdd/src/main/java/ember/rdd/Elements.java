// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Elements of a partition as a task's result, in order. Whoever carries it may share it if each element can never change. */
public final class Elements implements Serializable {
    private static final int FIRST_CAPACITY = 16;

    private final @Nullable Object[] values;

    private Elements(@Nullable Object[] values) {
        this.values = values;
    }

    /** All that is left of the iterator. */
    public static Elements of(Iterator<?> elements) {
        return of(elements, Integer.MAX_VALUE);
    }

    /**
     * The next elements of the iterator; asks for no more than it takes.
     *
     * @param limit at most so many
     */
    public static Elements of(Iterator<?> elements, int limit) {
        @Nullable Object[] values = new @Nullable Object[Math.min(limit, FIRST_CAPACITY)];
        int size = 0;
        while (size < limit && elements.hasNext()) {
            if (size == values.length) {
                values = Arrays.copyOf(values, Math.min(limit, size << 1));
            }
            values[size++] = elements.next();
        }
        return new Elements(size == values.length ? values : Arrays.copyOf(values, size));
    }

    /** Those in an array, which is not copied: nobody may change it afterwards. */
    public static Elements over(@Nullable Object[] values) {
        return new Elements(values);
    }

    public static Elements none() {
        return new Elements(new @Nullable Object[0]);
    }

    public static Elements single(@Nullable Object value) {
        return new Elements(new @Nullable Object[] {value});
    }

    /** The elements; not a copy, so to be changed only by who made this and before it travels. */
    public @Nullable Object[] values() {
        return values;
    }

    public Iterator<@Nullable Object> iterator() {
        return Arrays.asList(values).iterator();
    }

    public int size() {
        return values.length;
    }

    /** All elements of several results as one list, which cannot be changed and can be serialised. */
    @SuppressWarnings("unchecked") // the caller says what the tasks made the results of
    public static <T> List<T> concat(Elements[] parts) {
        int size = 0;
        for (Elements part : parts) {
            size = Math.addExact(size, part.values.length);
        }
        @Nullable Object[] all = new @Nullable Object[size];
        int end = 0;
        for (Elements part : parts) {
            System.arraycopy(part.values, 0, all, end, part.values.length);
            end += part.values.length;
        }
        return (List<T>) Collections.unmodifiableList(Arrays.asList(all));
    }
}

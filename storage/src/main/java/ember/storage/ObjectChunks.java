// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage;

import ember.storage.memory.SizeEstimator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** A list that grows without copying what it has. Filled by one thread, then read by any number. */
final class ObjectChunks {
    private static final int FIRST = 16;
    private static final int LARGEST = 8 << 10;
    /** Elements that are brought near together: the processor waits for many at once, and keeps so many. */
    private static final int WINDOW = 128;

    private final List<@Nullable Object[]> chunks = new ArrayList<>();
    private @Nullable Object[] last = {};
    private int used;
    private long size;
    private long bytes;

    void add(@Nullable Object element) {
        if (used == last.length) {
            last = new Object[chunks.isEmpty() ? FIRST : Math.min(LARGEST, 2 * last.length)];
            chunks.add(last);
            bytes += SizeEstimator.ofReferences(last.length);
            used = 0;
        }
        last[used++] = element;
        size++;
    }

    /** What the chunks take, without the elements. */
    long bytes() {
        return bytes;
    }

    /** No more elements will come: gives up what the last chunk has too much. */
    void trim() {
        if (used < last.length) {
            bytes += SizeEstimator.ofReferences(used) - SizeEstimator.ofReferences(last.length);
            last = Arrays.copyOf(last, used);
            chunks.set(chunks.size() - 1, last);
        }
    }

    /** All elements that are there now. */
    <T> Iterator<T> iterator() {
        return new Elements<>(size);
    }

    /**
     * Looks at each element of a window before the first is asked for. What is done with an element is mostly more than the processor
     * sees beyond, so it would wait for the memory of one after the other (docs/decisions/0039-looking-ahead.md).
     */
    private final class Elements<T> implements Iterator<T> {
        private @Nullable Object[] chunk = {};
        private int next;
        /** Of the window. */
        private int end;

        private int chunksBegun;
        /** Elements after the window. */
        private long left;
        /** Written so that the compiler cannot leave out the looking. */
        @SuppressWarnings("UnusedVariable")
        private int bare;

        Elements(long count) {
            this.left = count;
        }

        @Override
        public boolean hasNext() {
            return next < end || begin();
        }

        /** Goes on to the next window. @return whether there is one */
        private boolean begin() {
            if (left == 0) {
                return false;
            }
            if (next == chunk.length) {
                chunk = chunks.get(chunksBegun++);
                next = 0;
            }
            end = next + (int) Math.min(left, Math.min(WINDOW, chunk.length - next));
            left -= end - next;
            bringNear();
            return true;
        }

        private void bringNear() {
            for (int i = next; i < end; i++) {
                Object element = chunk[i];
                if (element != null && element.getClass() == Object.class) {
                    bare++;
                }
            }
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // The caller reads what it added, nulls too.
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return (T) chunk[next++];
        }
    }
}

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
        long count = size;
        return new Iterator<>() {
            private long left = count;
            private int chunk;
            private int next;

            @Override
            public boolean hasNext() {
                return left > 0;
            }

            @Override
            @SuppressWarnings({"unchecked", "NullAway"}) // The caller reads what it added, nulls too.
            public T next() {
                if (left == 0) {
                    throw new NoSuchElementException();
                }
                if (next == chunks.get(chunk).length) {
                    chunk++;
                    next = 0;
                }
                left--;
                return (T) chunks.get(chunk)[next++];
            }
        };
    }
}

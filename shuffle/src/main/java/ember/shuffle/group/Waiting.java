// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.shuffle.Packing;
import ember.shuffle.sort.CombineMap;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way into a large table. Where a key is looked for lies far from the processor, and a look-up that waits for it keeps
 * the next from starting. So a few records wait, all places are looked at, which come side by side, and then each record is put there.
 */
final class Waiting {
    /** So few that what was brought near is still there when it is needed. */
    private static final int MOST = 48;

    private final int[] sides = new int[MOST];
    private final long[] marks = new long[MOST];
    private final @Nullable Object[] keys = new @Nullable Object[MOST];
    private final @Nullable Object[] values = new @Nullable Object[MOST];
    private int count;
    /** Means nothing: if nothing came of looking, nobody would look. */
    long seen;

    /** Whether a record may wait: small ones may, which need not be counted meanwhile. */
    static boolean takes(@Nullable Object key, @Nullable Object value) {
        return key instanceof Integer && Packing.of(value) != null;
    }

    void add(int side, @Nullable Object key, long mark, @Nullable Object value) {
        sides[count] = side;
        keys[count] = key;
        marks[count] = mark;
        values[count++] = value;
    }

    void look(CombineMap<?> table) {
        for (int i = 0; i < count; i++) {
            seen += table.firstWord(marks[i]);
        }
    }

    boolean isFull() {
        return count == MOST;
    }

    boolean isEmpty() {
        return count == 0;
    }

    int count() {
        return count;
    }

    int side(int record) {
        return sides[record];
    }

    @Nullable
    Object key(int record) {
        return keys[record];
    }

    long mark(int record) {
        return marks[record];
    }

    @Nullable
    Object value(int record) {
        return values[record];
    }

    void clear() {
        count = 0;
    }
}

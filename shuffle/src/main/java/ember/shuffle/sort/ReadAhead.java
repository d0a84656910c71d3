// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.Column;
import ember.shuffle.Packing;
import org.jspecify.annotations.Nullable;

/**
 * Values of a column in another order than theirs, so that each is somewhere else in memory: a few dozen are fetched in a row that waits
 * for none of them, where one at a time would wait for each: see {@link Ahead}. For one thread.
 */
final class ReadAhead implements SortedRecords.Source {
    private final Column column;
    /** Null: by reference. */
    private final @Nullable Packing packing;

    private final long[] bits;
    private final @Nullable Object[] objects;
    /** Means nothing; see {@link Ahead#seen}. */
    int seen;

    /** @param most how many are fetched at a time */
    ReadAhead(Column column, int most) {
        this.column = column;
        this.packing = column.packing();
        this.bits = new long[packing == null ? 0 : most];
        this.objects = new @Nullable Object[packing == null ? most : 0];
    }

    @Override
    public void fetch(int[] order, int from, int until) {
        if (packing == null) {
            for (int i = from; i < until; i++) {
                objects[i - from] = column.get(order[i]);
            }
            for (int i = 0; i < until - from; i++) {
                seen += Ahead.glance(objects[i]);
            }
        } else {
            for (int i = from; i < until; i++) {
                bits[i - from] = column.bitsOf(order[i]);
            }
        }
    }

    /** A value that was fetched, once: no reference to it is kept here. */
    @Override
    public @Nullable Object take(int index) {
        if (packing != null) {
            return packing.box(bits[index]);
        }
        Object taken = objects[index];
        objects[index] = null;
        return taken;
    }

    /** The column does not need it any more either. */
    @Override
    public void forget(int at) {
        column.forget(at);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.Column;
import org.jspecify.annotations.Nullable;

/** Walks once over sorted records. */
final class SortedRecords implements InMemoryCursor {
    private static final int AHEAD = 64;
    private static final Source NOTHING = new ReadAhead(new Column(), 0);

    private Source keys;
    private Source values;
    /** Which record is the first, and so on. */
    private int[] order;

    private boolean forgetting = true;
    private int next;
    /** Records from {@code fetchedFrom} up to here were fetched. */
    private int fetchedUntil;

    private int fetchedFrom;
    private @Nullable Object key;
    private @Nullable Object value;

    SortedRecords(Column keys, Column values, int[] order) {
        this(new ReadAhead(keys, AHEAD), values, order);
    }

    /** @param keys in their order, but of the values that {@code order} names the first is the first */
    SortedRecords(Source keys, Column values, int[] order) {
        this.keys = keys;
        this.values = new ReadAhead(values, AHEAD);
        this.order = order;
    }

    /** Where keys or values come from, some at a time. */
    interface Source {
        /** Fetches those at {@code order[from]} up to {@code order[until - 1]}. */
        void fetch(int[] order, int from, int until);

        /** One that was fetched, once. */
        @Nullable
        Object take(int index);

        /** It is not needed any more. */
        void forget(int at);
    }

    @Override
    public boolean advance() {
        if (next == order.length) {
            key = null;
            value = null;
            if (forgetting) {
                letGo();
            }
            return false;
        }
        if (next == fetchedUntil) {
            fetchedFrom = next;
            fetchedUntil = Math.min(order.length, next + AHEAD);
            keys.fetch(order, fetchedFrom, fetchedUntil);
            values.fetch(order, fetchedFrom, fetchedUntil);
        }
        key = keys.take(next - fetchedFrom);
        value = values.take(next - fetchedFrom);
        if (forgetting) {
            keys.forget(order[next]);
            values.forget(order[next]);
        }
        next++;
        return true;
    }

    @Override
    public void keepAll() {
        forgetting = false;
    }

    @Override
    public void letGo() {
        keys = NOTHING;
        values = keys;
        order = new int[0];
        next = 0;
        fetchedUntil = 0;
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public @Nullable Object key() {
        return key;
    }

    @Override
    public @Nullable Object value() {
        return value;
    }
}

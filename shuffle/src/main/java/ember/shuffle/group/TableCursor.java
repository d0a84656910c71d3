// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.KeyEquality;
import ember.shuffle.sort.CombineMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks over a table that nothing is put into any more, and lets go of each group with the next step, unless it is told to keep them. */
final class TableCursor implements GroupCursor {
    private final CombineMap<Sides> table;
    /** Hash code and slot of each entry; null: the order of the table. */
    private final long @Nullable [] order;

    private boolean forgetting = true;

    private int next;
    private int slot = -1;

    private TableCursor(CombineMap<Sides> table, long @Nullable [] order) {
        this.table = table;
        this.order = order;
    }

    static TableCursor inOrder(CombineMap<Sides> table) {
        return new TableCursor(table, null);
    }

    /** By ascending hash code of the keys. */
    static TableCursor byHash(CombineMap<Sides> table) {
        long[] order = new long[table.size()];
        int n = 0;
        for (int slot = table.next(-1); slot >= 0; slot = table.next(slot)) {
            order[n++] = ((long) KeyEquality.JDK.hash(table.key(slot)) << 32) | slot;
        }
        Arrays.sort(order);
        return new TableCursor(table, order);
    }

    /** From now on it keeps what it hands out. */
    void keepAll() {
        forgetting = false;
    }

    @Override
    public boolean advance() {
        if (forgetting && slot >= 0) {
            // What was handed out is not held here.
            table.forget(slot);
        }
        if (order == null) {
            slot = table.next(slot);
        } else {
            slot = next == order.length ? -1 : (int) order[next++];
        }
        return slot >= 0;
    }

    @Override
    public int hash() {
        return order == null ? KeyEquality.JDK.hash(key()) : (int) (order[next - 1] >> 32);
    }

    @Override
    public @Nullable Object key() {
        return table.key(slot);
    }

    @Override
    public Sides sides() {
        return table.value(slot);
    }
}

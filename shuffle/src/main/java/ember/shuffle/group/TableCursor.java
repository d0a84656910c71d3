// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.shuffle.sort.CombineMap;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks over a table that nothing is put into any more. */
final class TableCursor implements InMemoryGroups {
    private final CombineMap<Sides> table;
    /** Hash code and slot of each entry; null: the order of the table. */
    private long @Nullable [] order;

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
            order[n++] = ((long) table.hashCode(slot) << 32) | slot;
        }
        Arrays.sort(order);
        return new TableCursor(table, order);
    }

    @Override
    public void keepAll() {
        forgetting = false;
    }

    @Override
    public void letGo() {
        table.forgetAll();
        order = null;
    }

    @Override
    public boolean advance() {
        if (forgetting && slot >= 0) {
            table.forget(slot);
        }
        if (order == null) {
            slot = table.next(slot);
        } else {
            slot = next == order.length ? -1 : (int) order[next++];
        }
        if (slot < 0 && forgetting) {
            letGo();
        }
        return slot >= 0;
    }

    @Override
    public int hash() {
        return order == null ? table.hashCode(slot) : (int) (order[next - 1] >> 32);
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

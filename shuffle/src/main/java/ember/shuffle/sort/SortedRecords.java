// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import org.jspecify.annotations.Nullable;

/** Walks once over sorted records. */
final class SortedRecords implements InMemoryCursor {
    /** Keys at even places, their values after them. */
    private @Nullable Object[] records;
    /** Which record is the first, and so on. */
    private int[] order;

    private boolean forgetting = true;
    private int next;
    private @Nullable Object key;
    private @Nullable Object value;

    SortedRecords(@Nullable Object[] records, int[] order) {
        this.records = records;
        this.order = order;
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
        int at = 2 * order[next++];
        key = records[at];
        value = records[at + 1];
        if (forgetting) {
            records[at] = null;
            records[at + 1] = null;
        }
        return true;
    }

    @Override
    public void keepAll() {
        forgetting = false;
    }

    @Override
    public void letGo() {
        records = new @Nullable Object[0];
        order = new int[0];
        next = 0;
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

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.Column;
import org.jspecify.annotations.Nullable;

/** Walks once over sorted records. */
final class SortedRecords implements InMemoryCursor {
    private Column keys;
    private Column values;
    /** Which record is the first, and so on. */
    private int[] order;

    private boolean forgetting = true;
    private int next;
    private @Nullable Object key;
    private @Nullable Object value;

    SortedRecords(Column keys, Column values, int[] order) {
        this.keys = keys;
        this.values = values;
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
        int at = order[next++];
        key = keys.get(at);
        value = values.get(at);
        if (forgetting) {
            keys.forget(at);
            values.forget(at);
        }
        return true;
    }

    @Override
    public void keepAll() {
        forgetting = false;
    }

    @Override
    public void letGo() {
        keys = new Column();
        values = keys;
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

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.Packing;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks once over sorted records of which keys and values are packed: both lie side by side in their order. They are made when they are
 * asked for, and not kept here: a field that refers to one new object after the other is work for the collector.
 */
final class PackedRecords implements InMemoryCursor {
    private static final long[] NOTHING = {};

    private final SortedNumbers keys;
    private final Packing valuePacking;
    private long[] values;
    private int record = -1;

    PackedRecords(SortedNumbers keys, long[] values, Packing valuePacking) {
        this.keys = keys;
        this.values = values;
        this.valuePacking = valuePacking;
    }

    /** How many there are altogether. */
    int size() {
        return values.length;
    }

    @Override
    public boolean advance() {
        if (record + 1 < values.length) {
            record++;
            return true;
        }
        letGo();
        return false;
    }

    @Override
    public @Nullable PackedRecords claim(int most) {
        int from = record + 1;
        int until = from + Math.min(most, values.length - from);
        if (from == until) {
            return null;
        }
        record = until - 1;
        return new PackedRecords(keys.part(from, until), Arrays.copyOfRange(values, from, until), valuePacking);
    }

    @Override
    public void keepAll() {
        // Nothing that is handed out is kept anyway, and the rest until the end.
    }

    @Override
    public void letGo() {
        keys.letGo();
        values = NOTHING;
        record = -1;
    }

    @Override
    public int partition() {
        return 0;
    }

    @Override
    public @Nullable Object key() {
        return record < 0 ? null : keys.get(record);
    }

    @Override
    public @Nullable Object value() {
        return record < 0 ? null : valuePacking.box(values[record]);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Where the keys of one small table are, without the hash that decides it: to work out Spark's takes several times as long as to look at
 * one of few places. What is not found here is looked for in the table. Knows keys only of classes that nobody can change, with one
 * meaning of equality. Used by one thread.
 */
final class NearKeys {
    /** Keys of a table above which this is of no use. */
    static final int MOST = 64;

    private static final int SHIFT = 26;
    private static final int PLACES = 1 << (Integer.SIZE - SHIFT);
    private static final int GOLDEN = 0x9E3779B9;

    private final @Nullable Object[] keys = new @Nullable Object[PLACES];
    private final int[] partitions = new int[PLACES];
    private final int[] slots = new int[PLACES];
    /** The table's when the slots were noted: they stay as long as it does. */
    private int capacity;

    /** The slot of the key in the table, which has so many places now; -1: not known. */
    int slot(int capacityNow, int partition, @Nullable Object key) {
        if (capacityNow != capacity || key == null) {
            return -1;
        }
        int place;
        if (key instanceof Integer number) {
            place = place(number);
            if (!(keys[place] instanceof Integer near) || near.intValue() != number.intValue()) {
                return -1;
            }
        } else if (key instanceof String text) {
            place = place(text.hashCode());
            if (!(keys[place] instanceof String near) || !near.equals(text)) {
                return -1;
            }
        } else if (key instanceof Long number) {
            place = place(number.hashCode());
            if (!(keys[place] instanceof Long near) || near.longValue() != number.longValue()) {
                return -1;
            }
        } else {
            return -1;
        }
        return partitions[place] == partition ? slots[place] : -1;
    }

    private static int place(int hash) {
        return (hash * GOLDEN) >>> SHIFT;
    }

    /** The key is in this slot of the table, which has so many places now. */
    void note(int capacityNow, int partition, @Nullable Object key, int slot) {
        if (!(key instanceof Integer || key instanceof String || key instanceof Long)) {
            return;
        }
        if (capacityNow != capacity) {
            Arrays.fill(keys, null);
            capacity = capacityNow;
        }
        int place = place(key.hashCode());
        keys[place] = key;
        partitions[place] = partition;
        slots[place] = slot;
    }
}

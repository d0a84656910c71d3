// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one small table with their combiners, without the hash that decides where they are in it: to work out Spark's takes several
 * times as long as to look at one of few places. What is not found here is looked for in the table. What is found is no longer what the
 * table holds: it must be {@linkplain #writeBack written back} before anybody reads the table, and before it grows. Knows keys only of
 * classes that nobody can change, with one meaning of equality. Used by one thread.
 */
final class NearKeys {
    /** Keys of a table above which this is of no use. */
    static final int MOST = 64;
    /** What {@link #place} and {@link #note} say of a key that has none. */
    static final int NONE = -1;

    private static final int SHIFT = 26;
    private static final int PLACES = 1 << (Integer.SIZE - SHIFT);
    private static final int GOLDEN = 0x9E3779B9;

    private final @Nullable Object[] keys = new @Nullable Object[PLACES];
    private final @Nullable Object[] combiners = new @Nullable Object[PLACES];
    private final int[] partitions = new int[PLACES];
    private final int[] slots = new int[PLACES];
    /** By slot, {@link #NONE} where there is none: a slot has one combiner, whatever else its key is equal to. */
    private final byte[] placeOfSlot = new byte[1 + CombineMap.capacityFor(MOST)];

    NearKeys() {
        Arrays.fill(placeOfSlot, (byte) NONE);
    }

    /** Where the key is, or {@link #NONE}. */
    int place(int partition, @Nullable Object key) {
        int place;
        if (key instanceof Integer number) {
            place = place(number);
            if (!(keys[place] instanceof Integer near) || near.intValue() != number.intValue()) {
                return NONE;
            }
        } else if (key instanceof String text) {
            place = place(text.hashCode());
            if (!(keys[place] instanceof String near) || !near.equals(text)) {
                return NONE;
            }
        } else if (key instanceof Long number) {
            place = place(number.hashCode());
            if (!(keys[place] instanceof Long near) || near.longValue() != number.longValue()) {
                return NONE;
            }
        } else {
            return NONE;
        }
        return partitions[place] == partition ? place : NONE;
    }

    private static int place(int hash) {
        return (hash * GOLDEN) >>> SHIFT;
    }

    /**
     * Gives the key that was found in this slot of the table a place, unless it has one.
     *
     * @param combiner what the table has for it
     * @return the place; {@link #NONE}: another key has it, or the key can get none
     */
    int note(int partition, @Nullable Object key, int slot, @Nullable Object combiner) {
        if (placeOfSlot[slot] != NONE) {
            return placeOfSlot[slot];
        }
        if (!(key instanceof Integer || key instanceof String || key instanceof Long)) {
            return NONE;
        }
        int place = place(key.hashCode());
        if (keys[place] != null) {
            return NONE;
        }
        keys[place] = key;
        combiners[place] = combiner;
        partitions[place] = partition;
        slots[place] = slot;
        placeOfSlot[slot] = (byte) place;
        return place;
    }

    @Nullable
    Object combiner(int place) {
        return combiners[place];
    }

    void setCombiner(int place, @Nullable Object combiner) {
        combiners[place] = combiner;
    }

    /** Puts the combiners into the table that the slots are of. */
    void writeBack(CombineMap<Object> map) {
        for (int place = 0; place < PLACES; place++) {
            if (keys[place] != null) {
                map.setValue(slots[place], combiners[place]);
            }
        }
    }
}

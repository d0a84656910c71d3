// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.Column;
import ember.shuffle.Packing;
import ember.shuffle.ValueLog;
import ember.storage.memory.SizeEstimator;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that have come for the keys of a large table and wait to be combined, those of a key in order. Combined one after the other as
 * they come, they would have the processor bring another combiner from memory for each, and all combiners would live until the last has
 * come; this way a combiner is made at once, of all its values, and may be gone before the next is made. Used by one thread.
 */
final class LateValues {
    /** Stands for the combiner of a key of which nothing has been combined. */
    static final Object NOTHING = new Object();

    /** Beyond this many they take more memory than it is worth. */
    private static final int MOST = 1 << 21;

    private final Packing packing;
    private final Combiner combiner;
    private final ValueLog log = new ValueLog();
    private int count;
    /** When all have come: the values by key, and where those of each key end. */
    private @Nullable Column byKey;

    private int[] ends = {};
    /** The values of all keys before this place are in the table. */
    private int done;

    /** Puts a value to what there is of its key. */
    @FunctionalInterface
    interface Combiner {
        /** @param combiner {@link #NOTHING} if the value is the first */
        @Nullable
        Object combine(@Nullable Object combiner, @Nullable Object value) throws Exception;
    }

    /** @param packing of all values */
    LateValues(Packing packing, Combiner combiner) {
        this.packing = packing;
        this.combiner = combiner;
    }

    boolean fits(@Nullable Object value) {
        return packing.fits(value);
    }

    /** @param place where the table has the key */
    void add(int place, @Nullable Object value) {
        log.add(place, value);
        count++;
    }

    boolean isFull() {
        return count == MOST;
    }

    /** What the next value makes beside what there is, before any of that is let go of; 0: nothing. */
    long growthBytes(@Nullable Object value) {
        return log.growthBytes(value);
    }

    /** What they take with what bringing them together takes. */
    long bytes(int keys) {
        return log.bytes() + SizeEstimator.ofReferences(keys);
    }

    /** All have come. Further calls do nothing. */
    void bringTogether(int keys) {
        if (byKey != null) {
            return;
        }
        int[] next = new int[keys];
        log.count(next);
        int before = 0;
        for (int place = 0; place < keys; place++) {
            int values = next[place];
            next[place] = before;
            before += values;
        }
        byKey = log.byGroup(next);
        ends = next;
    }

    /** The table has the combiners of all keys up to this place with their values. */
    void doneWith(int place) {
        done = place + 1;
    }

    /** The combiner of a key with its values. @param soFar as the table has it */
    @Nullable
    Object combined(int place, @Nullable Object soFar) throws Exception {
        Column values = byKey;
        if (values == null) {
            throw new IllegalStateException("not brought together yet");
        }
        if (place < done) {
            return soFar;
        }
        Object combined = soFar;
        int end = ends[place];
        for (int i = place == 0 ? 0 : ends[place - 1]; i < end; i++) {
            combined = combiner.combine(combined, values.get(i));
        }
        return combined;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark.approximate;

import java.io.Serializable;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;
import scala.util.hashing.MurmurHash3$;

/**
 * How often values were seen, in a table like Spark's, whose order it tells them in. Values are equal as Java says: {@code 1L} and
 * {@code 1} are two, and who puts them into a map of Scala's keeps the one that comes last. Used by one thread.
 */
@SuppressWarnings("NullAway") // Values are the user's: null is one like any other.
public final class ValueCounts<T> implements Serializable {
    private static final int FIRST_CAPACITY = 64;

    private static final double MOST_FULL = 0.7;
    /** A slot without a value: its count. */
    private static final long EMPTY = 0;

    private @Nullable Object[] values = new @Nullable Object[FIRST_CAPACITY];
    private long[] counts = new long[FIRST_CAPACITY];
    private int size;
    private long nulls;

    /** Counts a value so many times more. @param times at least 1 */
    public void add(T value, long times) {
        if (value == null) {
            nulls += times;
            return;
        }
        int mask = values.length - 1;
        int slot = slot(value);
        for (int step = 1; counts[slot] != EMPTY; step++) {
            if (values[slot].equals(value)) {
                counts[slot] += times;
                return;
            }
            slot = (slot + step) & mask;
        }
        values[slot] = value;
        counts[slot] = times;
        size++;
        if (size > MOST_FULL * values.length) {
            grow();
        }
    }

    private int slot(Object value) {
        MurmurHash3$ murmur = MurmurHash3$.MODULE$;
        return murmur.finalizeHash(murmur.mix(0, value.hashCode()), Integer.BYTES) & (values.length - 1);
    }

    private void grow() {
        @Nullable Object[] oldValues = values;
        long[] oldCounts = counts;
        values = new @Nullable Object[oldValues.length * 2];
        counts = new long[values.length];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldCounts[i] != EMPTY) {
                int slot = slot(oldValues[i]);
                for (int step = 1; counts[slot] != EMPTY; step++) {
                    slot = (slot + step) & (values.length - 1);
                }
                values[slot] = oldValues[i];
                counts[slot] = oldCounts[i];
            }
        }
    }

    /** Tells each value with its count, in the order of Spark's table. */
    @SuppressWarnings("unchecked") // what was added
    public void forEach(ObjLongConsumer<? super T> taker) {
        if (nulls > 0) {
            taker.accept(null, nulls);
        }
        for (int i = 0; i < values.length; i++) {
            if (counts[i] != EMPTY) {
                taker.accept((T) values[i], counts[i]);
            }
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.partition;

import ember.rdd.Partitioner;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Places keys in ranges of their order: every key of a partition comes before every key of the next. */
public final class RangePartitioner implements Partitioner {
    private final Comparator<Object> ordering;
    private final boolean ascending;
    private final Object[] upperBounds;

    /**
     * @param ordering of the keys; serialisable
     * @param ascending false: the partition of the greatest keys comes first
     * @param upperBounds greatest key of each range but the last, strictly ascending in the ordering
     */
    public RangePartitioner(Comparator<Object> ordering, boolean ascending, Object[] upperBounds) {
        this.ordering = ordering;
        this.ascending = ascending;
        this.upperBounds = upperBounds.clone();
    }

    /** The order of the keys, however partitions are arranged. */
    public Comparator<Object> ordering() {
        return ordering;
    }

    @Override
    public int numPartitions() {
        return upperBounds.length + 1;
    }

    @Override
    public int getPartition(@Nullable Object key) {
        int low = 0;
        int high = upperBounds.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (compare(key, upperBounds[middle]) > 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return ascending ? low : upperBounds.length - low;
    }

    @SuppressWarnings("NullAway") // whether a null key has a place is the ordering's decision
    private int compare(@Nullable Object key, Object bound) {
        return ordering.compare(key, bound);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RangePartitioner that
                && ascending == that.ascending
                && Arrays.equals(upperBounds, that.upperBounds);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(upperBounds) + Boolean.hashCode(ascending);
    }
}

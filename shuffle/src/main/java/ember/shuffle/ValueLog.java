// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.memory.RecordSizes;
import ember.storage.memory.SizeEstimator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The values of one side in order of arrival, each with the number of its group. When all have come they are brought together by group
 * as in a counting sort: so a value costs no object, and a group no array that grows.
 */
public final class ValueLog {
    private static final int FIRST_CAPACITY = 4;
    private static final int MOST_VALUES = 1 << 29;

    private final RecordSizes sizes = new RecordSizes();
    private final Column values = new Column();
    /** For each value, in chunks like those of a column. */
    private int[][] groups = {{}};

    private int[] lastChunk = groups[0];
    private int size;
    private long groupBytes;

    /** @param group from 0 on */
    public void add(int group, @Nullable Object value) {
        if (isAtEndOfChunk()) {
            growGroups();
        }
        lastChunk[size % Column.CHUNK] = group;
        size++;
        values.add(value);
        if (!values.isPacked()) {
            sizes.add(value);
        }
    }

    private boolean isAtEndOfChunk() {
        return size == lastChunk.length || size % Column.CHUNK == 0;
    }

    private void growGroups() {
        int length = nextLength();
        if (size < Column.CHUNK) {
            lastChunk = Arrays.copyOf(lastChunk, length);
            groupBytes = SizeEstimator.ofReferences(length);
        } else {
            lastChunk = new int[length];
            groupBytes += SizeEstimator.ofReferences(length);
            groups = Arrays.copyOf(groups, groups.length + 1);
        }
        groups[groups.length - 1] = lastChunk;
    }

    private int nextLength() {
        return size == 0 ? FIRST_CAPACITY : size < Column.CHUNK ? 2 * size : Column.CHUNK;
    }

    /** What is made beside what there is when this is added; 0: nothing. */
    public long growthBytes(@Nullable Object value) {
        long more = values.growthBytes(value);
        return isAtEndOfChunk() ? more + SizeEstimator.ofReferences(nextLength()) : more;
    }

    /** What it takes, now and when values are moved. */
    public long bytes() {
        return sizes.bytes() + groupBytes + 2 * values.bytes();
    }

    /** What a value takes, on the average, when it has been moved. */
    public long bytesOfValue() {
        return size == 0 ? 0 : (sizes.bytes() + values.bytes()) / size;
    }

    /** Whether values are no objects, so that memory changes only when {@link #growthBytes} says so. */
    public boolean isPacked() {
        return values.isPacked();
    }

    /** Whether it can take no more values. */
    public boolean isFull() {
        return size == MOST_VALUES;
    }

    /** Adds to each group's number how many values it has. */
    public void count(int[] counts) {
        for (int chunk = 0; chunk < groups.length; chunk++) {
            int[] in = groups[chunk];
            int count = Math.min(Column.CHUNK, size - chunk * Column.CHUNK);
            for (int i = 0; i < count; i++) {
                counts[in[i]]++;
            }
        }
    }

    /**
     * All values by group, those of a group as they came. There is nothing in the log any more.
     *
     * @param next where the first value of each group goes; afterwards the place after its last
     */
    public Column byGroup(int[] next) {
        Column moved = values.moveToGroups(groups, next);
        groups = new int[0][];
        size = 0;
        return moved;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.GroupedValues;
import ember.storage.memory.SizeEstimator;
import java.util.AbstractList;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** The values of one key, a collection per side, and what those of them that are in memory take. */
final class Sides extends AbstractList<GroupedValues<Object>> implements RandomAccess {
    /** This object, and a place in the order of the table. */
    private static final int BYTES_PER_KEY = 32 + 8;

    /** A collection of values, without its array. */
    private static final int BYTES_PER_SIDE = 24;

    private final GroupedValues<Object>[] sides;
    private long bytes;

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of a parameterised type.
    Sides(int count) {
        sides = new GroupedValues[count];
        for (int i = 0; i < count; i++) {
            sides[i] = new GroupedValues<>();
        }
    }

    /** What a key with so many sides takes besides key and values. */
    static long bytesOfKey(int sides) {
        return BYTES_PER_KEY + SizeEstimator.ofReferences(sides) + (long) BYTES_PER_SIDE * sides;
    }

    /**
     * Adds a value.
     *
     * @param valueBytes its size
     * @return what it takes here
     */
    @SuppressWarnings("NullAway") // A value may be null.
    long append(int side, @Nullable Object value, long valueBytes) {
        GroupedValues<Object> values = sides[side];
        int before = values.capacity();
        values.append(value);
        int after = values.capacity();
        long more = valueBytes;
        if (after != before) {
            more += SizeEstimator.ofReferences(after) - (before == 0 ? 0 : SizeEstimator.ofReferences(before));
        }
        bytes += more;
        return more;
    }

    /** Adds all that came later. */
    void appendAll(Sides later) {
        for (int i = 0; i < sides.length; i++) {
            sides[i].appendAll(later.sides[i]);
        }
        bytes += later.bytes;
    }

    /** What the values in memory take, about. */
    long bytes() {
        return bytes;
    }

    void setBytes(long known) {
        bytes = known;
    }

    @Override
    public GroupedValues<Object> get(int side) {
        return sides[side];
    }

    @Override
    public int size() {
        return sides.length;
    }

    /** As an object: it is never compared by what it holds, which may be on disk. */
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}

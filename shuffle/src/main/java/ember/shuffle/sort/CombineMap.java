// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.KeyEquality;
import ember.storage.memory.SizeEstimator;
import org.jspecify.annotations.Nullable;

/**
 * A hash table from keys to values whose order of iteration is that of Spark's own table for the same insertions, so that files
 * written from it hold the same lines in the same order.
 *
 * <p>Open addressing over a power of two of places, 64 at first; doubled when more than 0.7 of them are taken, re-inserting in the old
 * order; a key's place is a Murmur3 hash of its hash code, and the n-th try is n places further than the one before. Keys are found
 * and then put, so that the caller's functions run in between: {@link #find}, then {@link #setValue} or {@link #insert}.
 *
 * <p>Used by one thread at a time.
 */
public final class CombineMap<V> {
    private static final int FIRST_CAPACITY = 64;
    private static final int MAX_CAPACITY = 1 << 29;
    private static final double LOAD_FACTOR = 0.7;

    /** Stands for a null key, as null itself means a free place. */
    private static final Object NULL = new Object();

    private final KeyEquality equality;
    private final boolean nullFirst;
    private int capacity = FIRST_CAPACITY;

    // Slot 0 is the null key's own, if nullFirst; the hashed places follow it.
    private @Nullable Object[] keys = new @Nullable Object[1 + FIRST_CAPACITY];
    private @Nullable Object[] values = new @Nullable Object[1 + FIRST_CAPACITY];
    private int[] places = new int[1 + FIRST_CAPACITY];
    private int size;
    private int growAbove = (int) (LOAD_FACTOR * FIRST_CAPACITY);

    /**
     * @param equality when two keys of equal hash are the same
     * @param nullFirst whether the null key stands apart and comes first; otherwise it is hashed like others
     */
    public CombineMap(KeyEquality equality, boolean nullFirst) {
        this.equality = equality;
        this.nullFirst = nullFirst;
    }

    public int size() {
        return size;
    }

    /**
     * The slot of a key, or, if it is absent, {@code ~slot} of where to {@link #insert} it.
     *
     * @param hash equal for equal keys
     */
    public int find(@Nullable Object key, int hash) {
        if (key == null && nullFirst) {
            return keys[0] == null ? ~0 : 0;
        }
        Object sought = key == null ? NULL : key;
        int place = scatter(hash);
        int mask = capacity - 1;
        int at = place & mask;
        for (int step = 1; ; step++) {
            Object found = keys[1 + at];
            if (found == null) {
                return ~(1 + at);
            }
            if (found == sought || (places[1 + at] == place && same(found, sought))) {
                return 1 + at;
            }
            at = (at + step) & mask;
        }
    }

    /**
     * Adds an absent key.
     *
     * @param slot the slot that {@link #find} gave the complement of, with nothing inserted since
     * @throws IllegalStateException if the table cannot grow any more
     */
    public void insert(int slot, @Nullable Object key, int hash, @Nullable V value) {
        keys[slot] = key == null ? NULL : key;
        values[slot] = value;
        places[slot] = scatter(hash);
        size++;
        if (size > growAbove) {
            grow();
        }
    }

    public @Nullable Object key(int slot) {
        Object key = keys[slot];
        return key == NULL ? null : key;
    }

    @SuppressWarnings("unchecked") // Only values of type V are put, null among them if the caller puts it.
    public V value(int slot) {
        return (V) values[slot];
    }

    public void setValue(int slot, @Nullable V value) {
        values[slot] = value;
    }

    /**
     * The taken slot after {@code slot} in the order of iteration; -1: none.
     *
     * @param slot -1 for the first
     */
    public int next(int slot) {
        for (int i = slot + 1; i <= capacity; i++) {
            if (keys[i] != null) {
                return i;
            }
        }
        return -1;
    }

    /** Lets go of what is in a slot. Nothing can be found any more, only {@link #next} goes on. */
    public void forget(int slot) {
        keys[slot] = null;
        values[slot] = null;
    }

    /** Lets go of everything: there is nothing in the table any more, and nothing can be put into it. */
    public void forgetAll() {
        keys = new @Nullable Object[1];
        values = keys;
        places = new int[0];
        capacity = 0;
        size = 0;
    }

    /** Whether the next {@link #insert} makes a table twice as large before it lets go of this one. */
    public boolean growsNext() {
        return size == growAbove;
    }

    /** What the table takes, without keys and values. */
    public long tableBytes() {
        return tableBytes(capacity);
    }

    /** What a table takes that is twice as large. */
    public long nextTableBytes() {
        return tableBytes(2 * capacity);
    }

    private static long tableBytes(int capacity) {
        return 3 * SizeEstimator.ofReferences(1 + capacity);
    }

    private boolean same(Object stored, Object sought) {
        return stored != NULL && sought != NULL && equality.equal(stored, sought);
    }

    private void grow() {
        if (capacity == MAX_CAPACITY) {
            throw new IllegalStateException("Can't contain more than " + growAbove + " elements");
        }
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        int[] oldPlaces = places;
        int oldCapacity = capacity;
        capacity = 2 * oldCapacity;
        growAbove = (int) (LOAD_FACTOR * capacity);
        keys = new @Nullable Object[1 + capacity];
        values = new @Nullable Object[1 + capacity];
        places = new int[1 + capacity];
        keys[0] = oldKeys[0];
        values[0] = oldValues[0];
        int mask = capacity - 1;
        for (int i = 1; i <= oldCapacity; i++) {
            if (oldKeys[i] == null) {
                continue;
            }
            int at = oldPlaces[i] & mask;
            for (int step = 1; keys[1 + at] != null; step++) {
                at = (at + step) & mask;
            }
            keys[1 + at] = oldKeys[i];
            values[1 + at] = oldValues[i];
            places[1 + at] = oldPlaces[i];
        }
    }

    /** Murmur3 of one int with seed 0. One to one, so equal places mean equal hashes. */
    static int scatter(int hash) {
        int h = hash * 0xcc9e2d51;
        h = Integer.rotateLeft(h, 15) * 0x1b873593;
        h = Integer.rotateLeft(h, 13) * 5 + 0xe6546b64;
        h ^= 4;
        h = (h ^ (h >>> 16)) * 0x85ebca6b;
        h = (h ^ (h >>> 13)) * 0xc2b2ae35;
        return h ^ (h >>> 16);
    }
}

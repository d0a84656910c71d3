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
 * <p>A key lies beside its value, and what is known of it without looking at it in its {@linkplain #mark mark}: as long as all keys are
 * {@code Integer}s none of them is looked at.
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
    // The key of slot n is at 2n, its value at 2n + 1.
    private @Nullable Object[] entries = new @Nullable Object[2 * (1 + FIRST_CAPACITY)];
    private long[] marks = new long[1 + FIRST_CAPACITY];
    private long tableBytes = tableBytes(FIRST_CAPACITY);
    /** Whether all hashed keys are integers, whose hashes say which they are. */
    private boolean onlyIntegers = true;

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
     * What is kept of a key beside it.
     *
     * @param hash decides the key's place; equal for equal keys
     * @param keyHash by the table's equality
     */
    public static long mark(int hash, int keyHash) {
        return ((long) scatter(hash) << 32) | (keyHash & 0xFFFF_FFFFL);
    }

    /**
     * The slot of a key, or, if it is absent, {@code ~slot} of where to {@link #insert} it.
     *
     * @param mark the key's
     */
    public int find(@Nullable Object key, long mark) {
        if (key == null && nullFirst) {
            return entries[0] == null ? ~0 : 0;
        }
        Object sought = key == null ? NULL : key;
        boolean markDecides = onlyIntegers && sought instanceof Integer;
        int mask = capacity - 1;
        int at = (int) (mark >>> 32) & mask;
        for (int step = 1; ; step++) {
            Object found = entries[2 * at + 2];
            if (found == null) {
                return ~(1 + at);
            }
            if (found == sought || (marks[1 + at] == mark && (markDecides || same(found, sought)))) {
                return 1 + at;
            }
            at = (at + step) & mask;
        }
    }

    /**
     * Adds an absent key.
     *
     * @param slot the slot that {@link #find} gave the complement of, with nothing inserted since
     * @param mark the key's
     * @throws IllegalStateException if the table cannot grow any more
     */
    public void insert(int slot, @Nullable Object key, long mark, @Nullable V value) {
        entries[2 * slot] = key == null ? NULL : key;
        entries[2 * slot + 1] = value;
        marks[slot] = mark;
        onlyIntegers &= key instanceof Integer || slot == 0;
        size++;
        if (size > growAbove) {
            grow();
        }
    }

    public @Nullable Object key(int slot) {
        Object key = entries[2 * slot];
        return key == NULL ? null : key;
    }

    /** The key's own hash code, 0 for null. */
    int hashCode(int slot) {
        if (onlyIntegers && slot > 0) {
            return (int) marks[slot];
        }
        Object key = key(slot);
        return key == null ? 0 : key.hashCode();
    }

    @SuppressWarnings("unchecked") // Only values of type V are put, null among them if the caller puts it.
    public V value(int slot) {
        return (V) entries[2 * slot + 1];
    }

    public void setValue(int slot, @Nullable V value) {
        entries[2 * slot + 1] = value;
    }

    /**
     * The taken slot after {@code slot} in the order of iteration; -1: none.
     *
     * @param slot -1 for the first
     */
    public int next(int slot) {
        for (int i = slot + 1; i <= capacity; i++) {
            if (entries[2 * i] != null) {
                return i;
            }
        }
        return -1;
    }

    /** Lets go of what is in a slot. Nothing can be found any more, only {@link #next} goes on. */
    public void forget(int slot) {
        entries[2 * slot] = null;
        entries[2 * slot + 1] = null;
    }

    /** Lets go of everything: there is nothing in the table any more, and nothing can be put into it. */
    public void forgetAll() {
        entries = new @Nullable Object[2];
        marks = new long[0];
        capacity = 0;
        size = 0;
        tableBytes = 0;
    }

    /** Whether the next {@link #insert} makes a table twice as large before it lets go of this one. */
    public boolean growsNext() {
        return size == growAbove;
    }

    /** What the table takes, without keys and values. */
    public long tableBytes() {
        return tableBytes;
    }

    /** What a table takes that is twice as large. */
    public long nextTableBytes() {
        return tableBytes(2 * capacity);
    }

    /** References and marks take the same. */
    private static long tableBytes(int capacity) {
        return 2 * SizeEstimator.ofReferences(2 * (1 + capacity));
    }

    private boolean same(Object stored, Object sought) {
        return stored != NULL && sought != NULL && equality.equal(stored, sought);
    }

    private void grow() {
        if (capacity == MAX_CAPACITY) {
            throw new IllegalStateException("Can't contain more than " + growAbove + " elements");
        }
        @Nullable Object[] oldEntries = entries;
        long[] oldMarks = marks;
        int oldCapacity = capacity;
        capacity = 2 * oldCapacity;
        growAbove = (int) (LOAD_FACTOR * capacity);
        tableBytes = tableBytes(capacity);
        entries = new @Nullable Object[2 * (1 + capacity)];
        marks = new long[1 + capacity];
        entries[0] = oldEntries[0];
        entries[1] = oldEntries[1];
        int mask = capacity - 1;
        for (int i = 1; i <= oldCapacity; i++) {
            if (oldEntries[2 * i] == null) {
                continue;
            }
            int at = (int) (oldMarks[i] >>> 32) & mask;
            for (int step = 1; entries[2 * at + 2] != null; step++) {
                at = (at + step) & mask;
            }
            entries[2 * at + 2] = oldEntries[2 * i];
            entries[2 * at + 3] = oldEntries[2 * i + 1];
            marks[1 + at] = oldMarks[i];
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

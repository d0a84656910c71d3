// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.KeyEquality;
import ember.shuffle.Packing;
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
 * <p>What is known of a key without looking at it is in its {@linkplain #mark mark}. As long as all keys are {@code Integer}s that is the
 * whole key; as long as all values are boxed numbers of one class, their bits lie beside the marks. Then there are no objects, a key
 * and its value share a line of the cache, and a value that is exchanged is no concern of the collector's.
 *
 * <p>Used by one thread at a time.
 */
public final class CombineMap<V> {
    private static final int FIRST_CAPACITY = 64;
    private static final int MAX_CAPACITY = 1 << 29;
    private static final double LOAD_FACTOR = 0.7;

    /** The mark of a slot without a key, as long as keys are packed; an integer that has this mark ends that. */
    private static final long FREE = 0;

    /** Stands for a null key, as null itself means a free place. */
    private static final Object NULL = new Object();

    private final KeyEquality equality;
    private final boolean nullFirst;
    private int capacity = FIRST_CAPACITY;

    // Slot 0 is the null key's own, if nullFirst; the hashed places follow it.

    /** Marks, each followed by the bits of the value as long as values are packed. */
    private long[] words = new long[2 * (1 + FIRST_CAPACITY)];
    /** Slot n has its mark at n << shift. */
    private int shift = 1;

    private boolean hasNull;
    /** Null as long as all keys are integers. */
    private @Nullable Object @Nullable [] keys;
    /** Null as long as all values are packed. */
    private @Nullable Object @Nullable [] values;
    /** Of the values; null: there is none yet, or they are not packed. */
    private @Nullable Packing packing;
    /** What objects take that were made of packed ones. */
    private long unpackedBytes;

    private long arrayBytes = arrayBytes(FIRST_CAPACITY);
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
            return hasNull ? 0 : ~0;
        }
        @Nullable Object[] objects = keys;
        return objects == null
                ? find(key instanceof Integer, key, mark)
                : find(objects, key == null ? NULL : key, mark);
    }

    /** Among integers. Something else may be equal to one. */
    private int find(boolean isInteger, @Nullable Object key, long mark) {
        int mask = capacity - 1;
        int at = (int) (mark >>> 32) & mask;
        for (int step = 1; ; step++) {
            long found = words[(1 + at) << shift];
            if (found == FREE) {
                return ~(1 + at);
            }
            if (found == mark && (isInteger || equality.equal((int) found, key))) {
                return 1 + at;
            }
            at = (at + step) & mask;
        }
    }

    private int find(@Nullable Object[] objects, Object sought, long mark) {
        int mask = capacity - 1;
        int at = (int) (mark >>> 32) & mask;
        for (int step = 1; ; step++) {
            Object found = objects[1 + at];
            if (found == null) {
                return ~(1 + at);
            }
            if (found == sought || (words[(1 + at) << shift] == mark && same(found, sought))) {
                return 1 + at;
            }
            at = (at + step) & mask;
        }
    }

    /** What lies where a key is looked for first: for who looks at many places, so that they come to be near side by side. */
    public long firstWord(long mark) {
        return words[(1 + ((int) (mark >>> 32) & (capacity - 1))) << shift];
    }

    /**
     * Adds an absent key.
     *
     * @param slot the slot that {@link #find} gave the complement of, with nothing inserted since
     * @param mark the key's
     * @throws IllegalStateException if the table cannot grow any more
     */
    public void insert(int slot, @Nullable Object key, long mark, @Nullable V value) {
        if (slot == 0) {
            hasNull = true;
        } else {
            if (keys == null && (!(key instanceof Integer) || mark == FREE)) {
                keys = unpackedKeys();
            }
            words[slot << shift] = mark;
            if (keys != null) {
                keys[slot] = key == null ? NULL : key;
            }
        }
        setValue(slot, value);
        size++;
        if (size > growAbove) {
            grow();
        }
    }

    /** The key in a taken slot. */
    public @Nullable Object key(int slot) {
        if (slot == 0) {
            return null;
        }
        if (keys == null) {
            return (int) words[slot << shift];
        }
        Object key = keys[slot];
        return key == NULL ? null : key;
    }

    /** The key's own hash code, 0 for null. */
    public int hashCode(int slot) {
        if (keys == null) {
            return slot == 0 ? 0 : (int) words[slot << shift];
        }
        Object key = key(slot);
        return key == null ? 0 : key.hashCode();
    }

    @SuppressWarnings("unchecked") // Only values of type V are put, null among them if the caller puts it.
    public V value(int slot) {
        if (values != null) {
            return (V) values[slot];
        }
        if (packing == null) {
            throw new IllegalStateException("there are no values");
        }
        return (V) packing.box(words[2 * slot + 1]);
    }

    /** The same of a table that all values are integers of, without an object. */
    public int intValue(int slot) {
        return (int) words[2 * slot + 1];
    }

    public void setValue(int slot, @Nullable V value) {
        if (values == null) {
            if (packing == null) {
                packing = Packing.of(value);
            }
            if (packing != null && value != null && packing.fits(value)) {
                words[2 * slot + 1] = packing.bits(value);
                return;
            }
            values = unpackedValues();
        }
        values[slot] = value;
    }

    /** Whether keys are no objects, so that only the table takes memory for them. */
    public boolean packsKeys() {
        return keys == null;
    }

    /** Whether values are no objects, so that only the table takes memory for them. */
    public boolean packsValues() {
        return values == null;
    }

    /**
     * The taken slot after {@code slot} in the order of iteration; -1: none.
     *
     * @param slot -1 for the first
     */
    public int next(int slot) {
        for (int i = slot + 1; i <= capacity; i++) {
            if (isTaken(i)) {
                return i;
            }
        }
        return -1;
    }

    private boolean isTaken(int slot) {
        if (slot == 0) {
            return hasNull;
        }
        return keys == null ? words[slot << shift] != FREE : keys[slot] != null;
    }

    /** Lets go of what is in a slot. Nothing can be found any more, only {@link #next} goes on. */
    public void forget(int slot) {
        if (slot == 0) {
            hasNull = false;
        } else if (keys == null) {
            words[slot << shift] = FREE;
        } else {
            keys[slot] = null;
        }
        if (values != null) {
            values[slot] = null;
        }
    }

    /** Lets go of everything: there is nothing in the table any more, and nothing can be put into it. */
    public void forgetAll() {
        words = new long[0];
        keys = null;
        values = null;
        hasNull = false;
        capacity = 0;
        size = 0;
        arrayBytes = 0;
        unpackedBytes = 0;
    }

    /** What the table takes, without keys and values that are objects. */
    public long tableBytes() {
        return arrayBytes + unpackedBytes;
    }

    /** What the next {@link #insert} makes beside what there is, before it lets go of that; 0: nothing. */
    public long growthBytes(@Nullable Object key, @Nullable Object value) {
        long more = size == growAbove ? arrayBytes(2 * capacity) : 0;
        if (keys == null && key != null && !(key instanceof Integer)) {
            more += SizeEstimator.ofReferences(1 + capacity) + (long) size * Packing.INTEGER.objectBytes();
        }
        if (values == null && packing != null && !packing.fits(value)) {
            more += SizeEstimator.ofReferences(1 + capacity) + (long) size * packing.objectBytes();
        }
        return more;
    }

    private long arrayBytes(int capacity) {
        // A long takes as much as two references.
        long bytes = 2 * SizeEstimator.ofReferences((1 + capacity) << shift);
        bytes += keys == null ? 0 : SizeEstimator.ofReferences(1 + capacity);
        return bytes + (values == null ? 0 : SizeEstimator.ofReferences(1 + capacity));
    }

    private @Nullable Object[] unpackedKeys() {
        @Nullable Object[] objects = new @Nullable Object[1 + capacity];
        for (int slot = next(0); slot > 0; slot = next(slot)) {
            objects[slot] = key(slot);
        }
        keys = objects;
        arrayBytes = arrayBytes(capacity);
        unpackedBytes += (long) size * Packing.INTEGER.objectBytes();
        return objects;
    }

    private @Nullable Object[] unpackedValues() {
        @Nullable Object[] objects = new @Nullable Object[1 + capacity];
        if (packing != null) {
            for (int slot = next(-1); slot >= 0; slot = next(slot)) {
                objects[slot] = packing.box(words[2 * slot + 1]);
            }
            unpackedBytes += (long) size * packing.objectBytes();
            packing = null;
        }
        long[] marks = new long[1 + capacity];
        for (int slot = 0; slot <= capacity; slot++) {
            marks[slot] = words[2 * slot];
        }
        words = marks;
        shift = 0;
        values = objects;
        arrayBytes = arrayBytes(capacity);
        return objects;
    }

    private boolean same(Object stored, Object sought) {
        return stored != NULL && sought != NULL && equality.equal(stored, sought);
    }

    private void grow() {
        if (capacity == MAX_CAPACITY) {
            throw new IllegalStateException("Can't contain more than " + growAbove + " elements");
        }
        long[] oldWords = words;
        @Nullable Object[] oldKeys = keys;
        @Nullable Object[] oldValues = values;
        int oldCapacity = capacity;
        capacity = 2 * oldCapacity;
        growAbove = (int) (LOAD_FACTOR * capacity);
        arrayBytes = arrayBytes(capacity);
        words = new long[(1 + capacity) << shift];
        keys = oldKeys == null ? null : new @Nullable Object[1 + capacity];
        values = oldValues == null ? null : new @Nullable Object[1 + capacity];
        move(oldWords, oldKeys, oldValues, 0, 0);
        int mask = capacity - 1;
        for (int i = 1; i <= oldCapacity; i++) {
            long mark = oldWords[i << shift];
            if (oldKeys == null ? mark == FREE : oldKeys[i] == null) {
                continue;
            }
            int at = (int) (mark >>> 32) & mask;
            for (int step = 1; isTaken(1 + at); step++) {
                at = (at + step) & mask;
            }
            move(oldWords, oldKeys, oldValues, i, 1 + at);
        }
    }

    private void move(
            long[] oldWords,
            @Nullable Object @Nullable [] oldKeys,
            @Nullable Object @Nullable [] oldValues,
            int from,
            int to) {
        words[to << shift] = oldWords[from << shift];
        if (shift > 0) {
            words[2 * to + 1] = oldWords[2 * from + 1];
        }
        if (oldKeys != null && keys != null) {
            keys[to] = oldKeys[from];
        }
        if (oldValues != null && values != null) {
            values[to] = oldValues[from];
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

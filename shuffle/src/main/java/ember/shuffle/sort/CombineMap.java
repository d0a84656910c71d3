// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.KeyEquality;
import ember.shuffle.Packing;
import ember.shuffle.RecordCursor;
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
 * whole key, and as long as all values are boxed numbers of one class besides, both lie in the key's place: then there are no objects, a
 * look-up touches one line of the cache, and a value that is exchanged is no concern of the collector's. Otherwise keys and values are
 * {@link Entries} in the order in which they came, and a place holds half of the mark and the entry's number, so that a table that grows
 * moves no references.
 *
 * <p>Used by one thread at a time.
 */
public final class CombineMap<V> {
    private static final int FIRST_CAPACITY = 64;
    private static final int MAX_CAPACITY = 1 << 29;
    private static final double LOAD_FACTOR = 0.7;

    /** A slot without a key; an integer that has this mark cannot lie in a place. */
    private static final long FREE = 0;

    private static final long UPPER_HALF = 0xFFFF_FFFFL << 32;

    private final KeyEquality equality;
    private final boolean nullFirst;
    private int capacity = FIRST_CAPACITY;

    /**
     * Slot 0 is the null key's own, if nullFirst; the hashed places follow it. Each slot has its mark and the bits of its value; or, if
     * there are entries, the upper half of the mark with the entry's number plus one.
     */
    private long[] words = new long[2 * (1 + FIRST_CAPACITY)];
    /** Slot n has its mark at n << shift. */
    private int shift = 1;

    private boolean hasNull;
    /** Null as long as all keys are integers and all values are packed. */
    private @Nullable Entries entries;
    /** Of the values beside the marks; null: there is none yet. */
    private @Nullable Packing packing;

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

    /** How many places a table of so many keys has. */
    static int capacityFor(int keys) {
        int capacity = FIRST_CAPACITY;
        while (keys > (int) (LOAD_FACTOR * capacity)) {
            capacity *= 2;
        }
        return capacity;
    }

    /** Whether the next {@link #insert} changes the slots of all keys; until then they stay what they are. */
    boolean growsNext() {
        return size == growAbove;
    }

    /**
     * What is kept of a key beside it.
     *
     * @param hash decides the key's place; equal for equal keys
     * @param keyHash by the table's equality
     */
    public static long mark(int hash, int keyHash) {
        return ((long) Scatter.of(hash) << 32) | (keyHash & 0xFFFF_FFFFL);
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
        Entries all = entries;
        return all == null ? find(key instanceof Integer, key, mark) : find(all, key, (int) (mark >>> 32));
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

    private int find(Entries all, @Nullable Object key, int scattered) {
        int mask = capacity - 1;
        int at = scattered & mask;
        for (int step = 1; ; step++) {
            long found = words[1 + at];
            if (found == FREE) {
                return ~(1 + at);
            }
            if ((int) (found >>> 32) == scattered && all.isKey((int) found - 1, key, equality)) {
                return 1 + at;
            }
            at = (at + step) & mask;
        }
    }

    /** What lies where a key is looked for first: for who looks at many places, so that they come to be near side by side. */
    public long firstWord(long mark) {
        return words[(1 + ((int) (mark >>> 32) & (capacity - 1))) << shift];
    }

    /** Null: keys and values lie in the table itself. */
    @Nullable
    Entries entries() {
        return entries;
    }

    /**
     * Adds an absent key.
     *
     * @param slot the slot that {@link #find} gave the complement of, with nothing inserted since
     * @param mark the key's
     * @throws IllegalStateException if the table cannot grow any more
     */
    public void insert(int slot, @Nullable Object key, long mark, @Nullable V value) {
        insert(slot, key, mark, value, -1, RecordCursor.UNKNOWN);
    }

    /** The same for a key of which more is known. @param knownHash its own hash code, or {@link RecordCursor#UNKNOWN} */
    void insert(int slot, @Nullable Object key, long mark, @Nullable V value, int partition, long knownHash) {
        Entries all = entries;
        if (all == null && !fits(slot, key, mark, value)) {
            all = toEntries();
        }
        if (slot == 0) {
            hasNull = true;
        }
        if (all == null) {
            words[2 * slot] = mark;
            setValue(slot, value);
        } else {
            all.add(key, value, partition, knownHash);
            words[slot] = (mark & UPPER_HALF) | all.size();
        }
        size++;
        if (size > growAbove) {
            grow();
        }
    }

    private boolean fits(int slot, @Nullable Object key, long mark, @Nullable V value) {
        return (slot == 0 || (key instanceof Integer && mark != FREE)) && fits(value);
    }

    private boolean fits(@Nullable Object value) {
        return packing == null ? Packing.of(value) != null : packing.fits(value);
    }

    /** Where the key and the value of a taken slot are. */
    int place(int slot) {
        return entries == null ? slot : (int) words[slot] - 1;
    }

    /** The key in a taken slot. */
    public @Nullable Object key(int slot) {
        return keyAt(place(slot));
    }

    @Nullable
    Object keyAt(int place) {
        if (entries != null) {
            return entries.key(place);
        }
        return place == 0 ? null : (Object) (int) words[place << shift];
    }

    /** The key's own hash code, 0 for null. */
    public int hashCode(int slot) {
        return hashCodeAt(place(slot));
    }

    int hashCodeAt(int place) {
        if (entries != null) {
            return entries.hashCode(place);
        }
        return place == 0 ? 0 : (int) words[place << shift];
    }

    /** -1: it is not known. */
    int partitionAt(int place) {
        return entries == null ? -1 : entries.partition(place);
    }

    public V value(int slot) {
        return valueAt(place(slot));
    }

    @SuppressWarnings({"unchecked", "NullAway"
    }) // Only values of type V are put, null among them if the caller puts it.
    V valueAt(int place) {
        if (entries != null) {
            return (V) entries.value(place);
        }
        if (packing == null) {
            throw new IllegalStateException("there are no values");
        }
        return (V) packing.box(words[2 * place + 1]);
    }

    /** The same of a table that all values are integers of, without an object. */
    public int intValue(int slot) {
        return entries == null ? (int) words[2 * slot + 1] : (int) entries.valueBits(place(slot));
    }

    public void setValue(int slot, @Nullable V value) {
        Entries all = entries == null && !fits(value) ? toEntries() : entries;
        if (all != null) {
            all.setValue(place(slot), value);
        } else if (value != null) {
            packing = packing == null ? Packing.of(value) : packing;
            words[2 * slot + 1] = packing == null ? 0 : packing.bits(value);
        }
    }

    /** Whether keys are no objects, so that only the table takes memory for them. */
    public boolean packsKeys() {
        return entries == null || entries.packsKeys();
    }

    /** Whether values are no objects, so that only the table takes memory for them. */
    public boolean packsValues() {
        return entries == null || entries.packsValues();
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
        return slot == 0 ? hasNull : words[slot << shift] != FREE;
    }

    /** Lets go of what is in a slot. Nothing can be found any more, only {@link #next} goes on. */
    public void forget(int slot) {
        forgetAt(place(slot));
    }

    void forgetAt(int place) {
        if (entries != null) {
            entries.forget(place);
        }
    }

    /** Lets go of everything: there is nothing in the table any more, and nothing can be put into it. */
    public void forgetAll() {
        words = new long[0];
        entries = null;
        hasNull = false;
        capacity = 0;
        size = 0;
        arrayBytes = 0;
    }

    /** What the table takes, without keys and values that are objects. */
    public long tableBytes() {
        return arrayBytes + (entries == null ? 0 : entries.bytes());
    }

    /** What the next {@link #insert} makes beside what there is, before it lets go of that; 0: nothing. */
    public long growthBytes(@Nullable Object key, @Nullable Object value) {
        long more = size == growAbove ? arrayBytes(2 * capacity) : 0;
        if (entries != null) {
            return more + entries.growthBytes(key, value);
        }
        boolean fits = (key == null || key instanceof Integer) && fits(value);
        return fits ? more : more + wordBytes(1 + capacity) + Entries.bytesFor(size);
    }

    private long arrayBytes(int capacity) {
        return wordBytes((1 + capacity) << shift);
    }

    private static long wordBytes(int length) {
        // A long takes as much as two references.
        return SizeEstimator.ofReferences(2 * length);
    }

    private Entries toEntries() {
        Entries all = new Entries();
        long[] places = new long[1 + capacity];
        for (int slot = next(-1); slot >= 0; slot = next(slot)) {
            all.add(keyAt(slot), valueAt(slot), -1, RecordCursor.UNKNOWN);
            places[slot] = (words[slot << shift] & UPPER_HALF) | all.size();
        }
        words = places;
        shift = 0;
        packing = null;
        entries = all;
        arrayBytes = arrayBytes(capacity);
        return all;
    }

    private void grow() {
        if (capacity == MAX_CAPACITY) {
            throw new IllegalStateException("Can't contain more than " + growAbove + " elements");
        }
        long[] oldWords = words;
        int oldCapacity = capacity;
        capacity = 2 * oldCapacity;
        growAbove = (int) (LOAD_FACTOR * capacity);
        arrayBytes = arrayBytes(capacity);
        words = new long[(1 + capacity) << shift];
        move(oldWords, 0, 0);
        int mask = capacity - 1;
        for (int i = 1; i <= oldCapacity; i++) {
            long word = oldWords[i << shift];
            if (word == FREE) {
                continue;
            }
            int at = (int) (word >>> 32) & mask;
            for (int step = 1; words[(1 + at) << shift] != FREE; step++) {
                at = (at + step) & mask;
            }
            move(oldWords, i, 1 + at);
        }
    }

    private void move(long[] oldWords, int from, int to) {
        words[to << shift] = oldWords[from << shift];
        if (shift > 0) {
            words[2 * to + 1] = oldWords[2 * from + 1];
        }
    }
}

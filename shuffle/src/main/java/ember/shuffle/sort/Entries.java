// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.KeyEquality;
import ember.shuffle.Column;
import ember.shuffle.Packing;
import ember.shuffle.RecordCursor;
import ember.storage.memory.SizeEstimator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Keys and values of a table in the order in which they were put into it, each with what is asked of a key more often than the key
 * itself. Used by one thread at a time.
 */
final class Entries {
    private static final int FIRST_CAPACITY = 16;

    private final Column keys = new Column();
    private final Column values = new Column();
    /** A key's partition, and its hash code. */
    private long[] ranks = new long[FIRST_CAPACITY];

    private long rankBytes = rankBytes(FIRST_CAPACITY);

    int size() {
        return keys.size();
    }

    /**
     * @param partition -1: not known
     * @param knownHash the key's hash code; {@link RecordCursor#UNKNOWN}: the key is to be asked
     */
    void add(@Nullable Object key, @Nullable Object value, int partition, long knownHash) {
        int index = keys.size();
        if (index == ranks.length) {
            ranks = Arrays.copyOf(ranks, moreRanks());
            rankBytes = rankBytes(ranks.length);
        }
        long hash = knownHash == RecordCursor.UNKNOWN ? (key == null ? 0 : key.hashCode()) & 0xFFFF_FFFFL : knownHash;
        ranks[index] = ((long) partition << 32) | hash;
        keys.add(key);
        values.add(value);
    }

    private int moreRanks() {
        return ranks.length + ranks.length / 2;
    }

    boolean isKey(int index, @Nullable Object sought, KeyEquality equality) {
        if (sought instanceof Integer number && keys.packing() == Packing.INTEGER) {
            return (int) keys.bitsOf(index) == number;
        }
        if (sought instanceof Long number && keys.packing() == Packing.LONG) {
            return keys.bitsOf(index) == number;
        }
        Object key = keys.get(index);
        return key == sought || (key != null && sought != null && equality.equal(key, sought));
    }

    @Nullable
    Object key(int index) {
        return keys.get(index);
    }

    @Nullable
    Object value(int index) {
        return values.get(index);
    }

    /** The key if keys are objects; else null. */
    @Nullable
    Object keyObject(int index) {
        return keys.isPacked() ? null : keys.get(index);
    }

    /** The value if values are objects; else null. */
    @Nullable
    Object valueObject(int index) {
        return values.isPacked() ? null : values.get(index);
    }

    /** Of a value that is packed. */
    long valueBits(int index) {
        return values.bitsOf(index);
    }

    /** Of what is packed. */
    long bits(int index) {
        return keys.bitsOf(index) + values.bitsOf(index);
    }

    void setValue(int index, @Nullable Object value) {
        values.set(index, value);
    }

    int hashCode(int index) {
        return (int) ranks[index];
    }

    int partition(int index) {
        return (int) (ranks[index] >> 32);
    }

    void forget(int index) {
        keys.forget(index);
        values.forget(index);
    }

    boolean packsKeys() {
        return keys.isPacked();
    }

    boolean packsValues() {
        return values.isPacked();
    }

    long bytes() {
        return keys.bytes() + values.bytes() + rankBytes;
    }

    long growthBytes(@Nullable Object key, @Nullable Object value) {
        long more = size() == ranks.length ? rankBytes(moreRanks()) : 0;
        return more + keys.growthBytes(key) + values.growthBytes(value);
    }

    /** What so many take when they are added one by one, and a few more, with what objects are made of numbers. */
    static long bytesFor(int size) {
        return 4 * rankBytes(FIRST_CAPACITY + 2 * size);
    }

    private static long rankBytes(int length) {
        // A long takes as much as two references.
        return SizeEstimator.ofReferences(2 * length);
    }
}

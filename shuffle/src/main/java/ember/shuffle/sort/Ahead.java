// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import java.util.HashSet;
import org.jspecify.annotations.Nullable;

/**
 * Records on their way into a large table. What a look-up needs lies in several places far from the processor, each known only when the
 * one before it has come; for many look-ups at a time they come side by side. So the table is looked at for all of these first, and
 * then each is put into it, in order. Used by one thread.
 */
public final class Ahead {
    /** So few that what was brought is still there when it is needed. */
    private static final int MOST = 48;

    private static final int MOST_CHARS = 1024;

    private final long[] marks = new long[MOST];
    private final long[] hashes = new long[MOST];
    private final int[] partitions = new int[MOST];
    private final @Nullable Object[] keys = new @Nullable Object[MOST];
    private final @Nullable Object[] values = new @Nullable Object[MOST];
    private final @Nullable Object[] foundKeys = new @Nullable Object[MOST];
    private final @Nullable Object[] foundValues = new @Nullable Object[MOST];
    private final int[] indexes = new int[MOST];

    private int count;
    /** Means nothing: what comes of looking must go somewhere, or nobody would look. */
    int seen;

    /** Puts a record into the table; it is told what {@link #add} was told. */
    @FunctionalInterface
    public interface Put {
        void put(int partition, @Nullable Object key, long mark, long knownHash, @Nullable Object value)
                throws Exception;
    }

    /**
     * Whether nobody can change the object, so that it may wait, and it is so small that it need not be counted.
     *
     * @param counted whether it is in memory anyway: then a text is not looked at, which may be far away
     */
    static boolean mayWait(@Nullable Object value, boolean counted) {
        if (value instanceof String text) {
            return counted || text.length() <= MOST_CHARS;
        }
        return value == null || value instanceof Long || value instanceof Integer || value instanceof Double;
    }

    /**
     * A record waits. There must be room.
     *
     * @param partition a number that stays with it: the key's partition, or the value's side
     * @param knownHash the key's own hash code, or {@code RecordCursor.UNKNOWN}
     */
    public void add(int partition, @Nullable Object key, long mark, long knownHash, @Nullable Object value) {
        partitions[count] = partition;
        keys[count] = key;
        marks[count] = mark;
        hashes[count] = knownHash;
        values[count++] = value;
    }

    public boolean isFull() {
        return count == MOST;
    }

    /**
     * Looks at the table for all that wait, and then has each put into it, in order. None waits afterwards; if putting one throws, those
     * after it are gone.
     */
    public void drain(CombineMap<?> map, Put put) throws Exception {
        int all = count;
        if (all == 0) {
            return;
        }
        look(map);
        count = 0;
        for (int i = 0; i < all; i++) {
            put.put(partitions[i], keys[i], marks[i], hashes[i], values[i]);
        }
    }

    /** Looks at what the look-ups will look at. Each loop needs only what the one before it has brought. */
    private void look(CombineMap<?> map) {
        Entries entries = map.entries();
        for (int i = 0; i < count; i++) {
            long word = map.firstWord(marks[i]);
            boolean same = (int) (word >>> 32) == (int) (marks[i] >>> 32);
            indexes[i] = same ? (int) word - 1 : -1;
        }
        if (entries != null) {
            lookAt(entries);
        }
        for (int i = 0; i < count; i++) {
            seen += indexes[i];
        }
    }

    private void lookAt(Entries entries) {
        for (int i = 0; i < count; i++) {
            foundKeys[i] = indexes[i] < 0 ? null : entries.keyObject(indexes[i]);
            foundValues[i] = indexes[i] < 0 ? null : entries.valueObject(indexes[i]);
        }
        for (int i = 0; i < count; i++) {
            seen += glance(foundKeys[i]) + glance(foundValues[i]);
        }
        for (int i = 0; i < count; i++) {
            seen += indexes[i] < 0 ? 0 : (int) entries.bits(indexes[i]);
        }
    }

    /** Looks at an object of the JDK's, so that no code of others runs. */
    static int glance(@Nullable Object object) {
        if (object instanceof String text) {
            return text.length();
        }
        return object != null && object.getClass() == HashSet.class ? ((HashSet<?>) object).size() : 0;
    }
}

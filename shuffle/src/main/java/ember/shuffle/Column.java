// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.model.GroupedValues;
import ember.storage.memory.SizeEstimator;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The keys or the values of records, in the order in which they were added: as bits while all are boxed numbers of one class, else by
 * reference. It lies in chunks, so that little is copied when it grows and no array is a large one to the collector. Filled by one
 * thread; may be read by many afterwards.
 */
public final class Column {
    private static final int CHUNK_BITS = 14;
    /** Values in a chunk. */
    public static final int CHUNK = 1 << CHUNK_BITS;

    private static final int IN_CHUNK = CHUNK - 1;
    private static final int FIRST_CAPACITY = 4;
    private static final long[][] NO_NUMBERS = {};
    private static final long[] NO_BITS = {};
    private static final @Nullable Object[] NOTHING = {};

    /** Whole chunks, but for the first, which grows to be one. */
    private long[][] numbers = NO_NUMBERS;
    /** The same for objects; null as long as all are packed. */
    private @Nullable Object @Nullable [][] objects;
    /** Null: there is nothing yet, or it is not packed. */
    private @Nullable Packing packing;

    private int size;
    /** How many fit into the chunks that there are. */
    private int capacity;

    private long bytes;

    public void add(@Nullable Object value) {
        @Nullable Object[][] all = objects;
        if (all == null) {
            if (size == 0) {
                packing = Packing.of(value);
            }
            if (packing != null && value != null && packing.fits(value)) {
                if (size == capacity) {
                    growNumbers();
                }
                numbers[size >>> CHUNK_BITS][size & IN_CHUNK] = packing.bits(value);
                size++;
                return;
            }
            all = unpacked();
        }
        if (size == capacity) {
            all = grown(all);
        }
        all[size >>> CHUNK_BITS][size & IN_CHUNK] = value;
        size++;
    }

    private void growNumbers() {
        int length = nextLength();
        if (size < CHUNK) {
            numbers = new long[][] {size == 0 ? new long[length] : Arrays.copyOf(numbers[0], length)};
            bytes = numberBytes(length);
        } else {
            numbers = Arrays.copyOf(numbers, size / CHUNK + 1);
            numbers[size / CHUNK] = new long[length];
            bytes += numberBytes(length);
        }
        capacity = (size & ~IN_CHUNK) + length;
    }

    private @Nullable Object[][] grown(@Nullable Object[][] all) {
        int length = nextLength();
        @Nullable Object[][] grown;
        if (size < CHUNK) {
            grown = new @Nullable Object[][] {size == 0 ? new @Nullable Object[length] : Arrays.copyOf(all[0], length)};
            bytes += SizeEstimator.ofReferences(length) - (size == 0 ? 0 : SizeEstimator.ofReferences(size));
        } else {
            grown = Arrays.copyOf(all, size / CHUNK + 1);
            grown[size / CHUNK] = new @Nullable Object[length];
            bytes += SizeEstimator.ofReferences(length);
        }
        capacity = (size & ~IN_CHUNK) + length;
        objects = grown;
        return grown;
    }

    /** Of the array that is made when there is no room left: a longer first chunk, or one chunk more. */
    private int nextLength() {
        return size == 0 ? FIRST_CAPACITY : size < CHUNK ? 2 * size : CHUNK;
    }

    private @Nullable Object[][] unpacked() {
        @Nullable Object[][] all = new @Nullable Object[numbers.length][];
        bytes = 0;
        for (int chunk = 0; chunk < all.length; chunk++) {
            all[chunk] = new @Nullable Object[numbers[chunk].length];
            bytes += SizeEstimator.ofReferences(all[chunk].length);
        }
        if (packing != null) {
            for (int i = 0; i < size; i++) {
                all[i >>> CHUNK_BITS][i & IN_CHUNK] = packing.box(numbers[i >>> CHUNK_BITS][i & IN_CHUNK]);
            }
            bytes += (long) size * packing.objectBytes();
        }
        numbers = NO_NUMBERS;
        packing = null;
        objects = all;
        return all;
    }

    private static long numberBytes(int length) {
        // A long takes as much as two references.
        return SizeEstimator.ofReferences(2 * length);
    }

    /** What is made beside what there is when this is added, before any of that is let go of; 0: nothing. */
    public long growthBytes(@Nullable Object value) {
        if (objects != null) {
            return size < capacity ? 0 : SizeEstimator.ofReferences(nextLength());
        }
        if (size == 0 ? Packing.of(value) != null : packing != null && packing.fits(value)) {
            return size < capacity ? 0 : numberBytes(nextLength());
        }
        long made = size < capacity ? 0 : SizeEstimator.ofReferences(nextLength());
        for (long[] chunk : numbers) {
            made += SizeEstimator.ofReferences(chunk.length);
        }
        return made + (packing == null ? 0 : (long) size * packing.objectBytes());
    }

    @SuppressWarnings("NullAway") // As long as there are no objects, what was added has a packing.
    public @Nullable Object get(int index) {
        int at = index & IN_CHUNK;
        return objects == null ? packing.box(numbers[index >>> CHUNK_BITS][at]) : objects[index >>> CHUNK_BITS][at];
    }

    /** Exchanges what was added. */
    public void set(int index, @Nullable Object value) {
        @Nullable Object[][] all = objects;
        if (all == null) {
            if (packing != null && value != null && packing.fits(value)) {
                numbers[index >>> CHUNK_BITS][index & IN_CHUNK] = packing.bits(value);
                return;
            }
            all = unpacked();
        }
        all[index >>> CHUNK_BITS][index & IN_CHUNK] = value;
    }

    /** The bits of a value; 0 if it is not packed. */
    public long bitsOf(int index) {
        return objects == null ? numbers[index >>> CHUNK_BITS][index & IN_CHUNK] : 0;
    }

    /** Lets go of an object. */
    public void forget(int index) {
        if (objects != null) {
            objects[index >>> CHUNK_BITS][index & IN_CHUNK] = null;
        }
    }

    /** Lets go of all chunks in [from, until), which are numbered from 0 on. */
    public void forgetChunks(int from, int until) {
        for (int chunk = from; chunk < until; chunk++) {
            if (objects == null) {
                numbers[chunk] = NO_BITS;
            } else {
                objects[chunk] = NOTHING;
            }
        }
    }

    /**
     * Moves all values to another column, in another order.
     *
     * @param groups the group of each value, in chunks of {@value #CHUNK}, but for the last
     * @param next for each group where its first value goes; afterwards the place after its last
     */
    public Column moveToGroups(int[][] groups, int[] next) {
        Column moved = new Column();
        int chunks = (size + CHUNK - 1) / CHUNK;
        int length = chunks == 1 ? size : CHUNK;
        moved.packing = packing;
        moved.size = size;
        moved.capacity = chunks * length;
        if (objects == null) {
            long[][] to = new long[chunks][length];
            for (int chunk = 0; chunk < chunks; chunk++) {
                move(numbers[chunk], Math.min(CHUNK, size - chunk * CHUNK), groups[chunk], next, to);
                numbers[chunk] = NO_BITS;
            }
            moved.numbers = to;
            moved.bytes = chunks * numberBytes(length);
        } else {
            @Nullable Object[][] to = new @Nullable Object[chunks][length];
            for (int chunk = 0; chunk < chunks; chunk++) {
                move(objects[chunk], Math.min(CHUNK, size - chunk * CHUNK), groups[chunk], next, to);
                objects[chunk] = NOTHING;
            }
            moved.objects = to;
            moved.bytes = chunks * SizeEstimator.ofReferences(length);
        }
        return moved;
    }

    private static void move(long[] from, int count, int[] groups, int[] next, long[][] to) {
        for (int i = 0; i < count; i++) {
            int place = next[groups[i]]++;
            to[place >>> CHUNK_BITS][place & IN_CHUNK] = from[i];
        }
    }

    private static void move(@Nullable Object[] from, int count, int[] groups, int[] next, @Nullable Object[][] to) {
        for (int i = 0; i < count; i++) {
            int place = next[groups[i]]++;
            to[place >>> CHUNK_BITS][place & IN_CHUNK] = from[i];
        }
    }

    /** The values in [from, until), without a copy, but with no more than the chunks they are in. */
    public Part part(int from, int until) {
        Column part = new Column();
        int first = from >>> CHUNK_BITS;
        int end = (until + CHUNK - 1) >>> CHUNK_BITS;
        part.packing = packing;
        if (objects == null) {
            part.numbers = Arrays.copyOfRange(numbers, first, end);
        } else {
            part.objects = Arrays.copyOfRange(objects, first, end);
        }
        part.size = until - first * CHUNK;
        part.capacity = part.size;
        return new Part(part, from - first * CHUNK);
    }

    /**
     * Values of a column up to its end.
     *
     * @param from which is the first
     */
    public record Part(Column column, int from) implements GroupedValues.Part {
        @Override
        public long count() {
            return (long) column.size - from;
        }

        @Override
        public Iterator<@Nullable Object> open() {
            return new Iterator<>() {
                private int next = from;

                @Override
                public boolean hasNext() {
                    return next < column.size;
                }

                @Override
                public @Nullable Object next() {
                    if (!hasNext()) {
                        throw new NoSuchElementException();
                    }
                    return column.get(next++);
                }
            };
        }
    }

    public int size() {
        return size;
    }

    /** Whether only the column takes memory for what is in it. */
    public boolean isPacked() {
        return objects == null;
    }

    /** How all of it is packed; null: there is nothing, or it is not packed. */
    public @Nullable Packing packing() {
        return packing;
    }

    /** The bits of what is packed. The column lets go of each chunk that was copied, and must not be asked for values afterwards. */
    public long[] takeBits() {
        long[] bits = new long[size];
        for (int from = 0; from < size; from += CHUNK) {
            System.arraycopy(numbers[from / CHUNK], 0, bits, from, Math.min(CHUNK, size - from));
            numbers[from / CHUNK] = NO_BITS;
        }
        return bits;
    }

    /** What it takes, without objects but those that it has made. */
    public long bytes() {
        return bytes;
    }
}

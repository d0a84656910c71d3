// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle;

import ember.storage.memory.SizeEstimator;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The keys or the values of records, in the order in which they were added: as bits while all are boxed numbers of one class, else by
 * reference. Filled by one thread; may be read by many afterwards.
 */
public final class Column {
    private static final int FIRST_CAPACITY = 4;
    private static final long[] NO_NUMBERS = {};

    private long[] numbers = NO_NUMBERS;
    /** Null as long as all are packed. */
    private @Nullable Object @Nullable [] objects;
    /** Null: there is nothing yet, or it is not packed. */
    private @Nullable Packing packing;

    private int size;
    private long bytes;

    public void add(@Nullable Object value) {
        if (objects == null) {
            if (size == 0) {
                packing = Packing.of(value);
            }
            if (packing != null && value != null && packing.fits(value)) {
                if (size == numbers.length) {
                    numbers = Arrays.copyOf(numbers, grown());
                    bytes = numberBytes(numbers.length);
                }
                numbers[size++] = packing.bits(value);
                return;
            }
            objects = unpacked();
        }
        if (size == objects.length) {
            bytes += SizeEstimator.ofReferences(grown()) - SizeEstimator.ofReferences(size);
            objects = Arrays.copyOf(objects, grown());
        }
        objects[size++] = value;
    }

    private @Nullable Object[] unpacked() {
        @Nullable Object[] all = new @Nullable Object[Math.max(FIRST_CAPACITY, numbers.length)];
        bytes = SizeEstimator.ofReferences(all.length);
        if (packing != null) {
            for (int i = 0; i < size; i++) {
                all[i] = packing.box(numbers[i]);
            }
            bytes += (long) size * packing.objectBytes();
        }
        numbers = NO_NUMBERS;
        packing = null;
        return all;
    }

    private int grown() {
        return size == 0 ? FIRST_CAPACITY : size + size / 2;
    }

    private static long numberBytes(int length) {
        // A long takes as much as two references.
        return SizeEstimator.ofReferences(2 * length);
    }

    /** What is made beside what there is when this is added, before that is let go of; 0: nothing. */
    public long growthBytes(@Nullable Object value) {
        if (objects != null) {
            return size < objects.length ? 0 : SizeEstimator.ofReferences(grown());
        }
        if (packing == null || packing.fits(value)) {
            return size < numbers.length ? 0 : numberBytes(grown());
        }
        return SizeEstimator.ofReferences(grown()) + (long) size * packing.objectBytes();
    }

    @SuppressWarnings("NullAway") // As long as there are no objects, what was added has a packing.
    public @Nullable Object get(int index) {
        return objects == null ? packing.box(numbers[index]) : objects[index];
    }

    /** Lets go of an object. */
    public void forget(int index) {
        if (objects != null) {
            objects[index] = null;
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

    /** The bits of what is packed. */
    public long[] bits() {
        return Arrays.copyOf(numbers, size);
    }

    /** What it takes, without objects but those that it has made. */
    public long bytes() {
        return bytes;
    }
}

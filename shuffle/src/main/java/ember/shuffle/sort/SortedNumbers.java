// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.Packing;
import java.util.Arrays;

/** Keys that are made of their sorted {@linkplain KeyNumbers numbers}: they lie side by side, where those of the records lie apart. */
final class SortedNumbers implements SortedRecords.Source {
    private static final long[] NOTHING = {};

    private long[] numbers;
    private final Packing packing;
    /** Flips all bits of a number, or none. */
    private final long flip;

    private int from;

    /** @param descending the numbers are those of the keys with all bits flipped */
    SortedNumbers(long[] numbers, Packing packing, boolean descending) {
        this.numbers = numbers;
        this.packing = packing;
        this.flip = descending ? -1 : 0;
    }

    @Override
    public void fetch(int[] order, int from, int until) {
        this.from = from;
    }

    @Override
    public Object take(int index) {
        return get(from + index);
    }

    Object get(int place) {
        return KeyNumbers.keyOf(numbers[place] ^ flip, packing);
    }

    /** A copy of those in [from, until). */
    SortedNumbers part(int from, int until) {
        return new SortedNumbers(Arrays.copyOfRange(numbers, from, until), packing, flip != 0);
    }

    void letGo() {
        numbers = NOTHING;
    }

    @Override
    public void forget(int at) {
        // Sorted numbers are one array.
    }
}

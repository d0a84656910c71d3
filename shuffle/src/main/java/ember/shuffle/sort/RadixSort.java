// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import org.jspecify.annotations.Nullable;

/**
 * Orders numbers, byte by byte from the lowest (LSD radix sort; Knuth, The Art of Computer Programming 3, 5.2.5). Bytes that are the
 * same in all numbers cost nothing. No state.
 */
final class RadixSort {
    private static final int VALUES = 256;
    private static final int HIGHEST_SHIFT = Long.SIZE - Byte.SIZE;

    /** So few numbers are inserted one after the other. */
    private static final int FEW = 32;

    private RadixSort() {}

    /**
     * Sorts ascending; what goes along with equal numbers keeps its order.
     *
     * @param numbers signed
     * @param along something for each number
     */
    static Sorted sort(long[] numbers, int[] along) {
        if (numbers.length <= FEW) {
            insert(numbers, along);
            return new Sorted(numbers, along);
        }
        long different = 0;
        for (long number : numbers) {
            different |= number ^ numbers[0];
        }
        Sorted from = new Sorted(numbers, along);
        Sorted to = null;
        for (int shift = 0; shift <= HIGHEST_SHIFT; shift += Byte.SIZE) {
            if (((different >>> shift) & 0xFF) != 0) {
                Sorted free = from;
                from = scatter(from, to, shift);
                to = free;
            }
        }
        return from;
    }

    private static Sorted scatter(Sorted from, @Nullable Sorted free, int shift) {
        long[] numbers = from.numbers;
        int[] along = from.along;
        Sorted to = free == null ? new Sorted(new long[numbers.length], new int[numbers.length]) : free;
        // The sign counts the other way round.
        int flip = shift == HIGHEST_SHIFT ? 0x80 : 0;
        int[] next = new int[VALUES + 1];
        for (long number : numbers) {
            next[(((int) (number >>> shift) & 0xFF) ^ flip) + 1]++;
        }
        for (int value = 1; value < VALUES; value++) {
            next[value] += next[value - 1];
        }
        for (int i = 0; i < numbers.length; i++) {
            int place = next[((int) (numbers[i] >>> shift) & 0xFF) ^ flip]++;
            to.numbers[place] = numbers[i];
            to.along[place] = along[i];
        }
        return to;
    }

    private static void insert(long[] numbers, int[] along) {
        for (int i = 1; i < numbers.length; i++) {
            long number = numbers[i];
            int its = along[i];
            int at = i;
            while (at > 0 && numbers[at - 1] > number) {
                numbers[at] = numbers[at - 1];
                along[at] = along[at - 1];
                at--;
            }
            numbers[at] = number;
            along[at] = its;
        }
    }

    /** Numbers in their order, and what goes along with them. */
    @SuppressWarnings("ArrayRecordComponent") // Two results of one call: nobody compares them.
    record Sorted(long[] numbers, int[] along) {}
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import org.jspecify.annotations.Nullable;

/**
 * Orders numbers, byte by byte from the lowest (LSD radix sort; Knuth, The Art of Computer Programming 3, 5.2.5), and something along
 * with each, which keeps its order with equal numbers. Bytes that are the same in all numbers cost nothing. No state.
 *
 * @param <A> an array of what goes along
 */
abstract class RadixSort<A> {
    private static final int VALUES = 256;
    private static final int HIGHEST_SHIFT = Long.SIZE - Byte.SIZE;

    /** So few numbers are inserted one after the other. */
    private static final int FEW = 32;

    private static final RadixSort<int[]> WITH_PLACES = new WithPlaces();
    private static final RadixSort<long[]> WITH_BITS = new WithBits();

    private RadixSort() {}

    /** Numbers in ascending order, and what goes along with them. */
    @SuppressWarnings("ArrayRecordComponent") // Two results of one call: nobody compares them.
    record Sorted<A>(long[] numbers, A along) {}

    /**
     * Sorts ascending.
     *
     * @param numbers signed
     * @param along a place for each number
     */
    static Sorted<int[]> sort(long[] numbers, int[] along) {
        return WITH_PLACES.sorted(numbers, along);
    }

    /**
     * Sorts ascending.
     *
     * @param numbers signed
     * @param along other bits for each number
     */
    static Sorted<long[]> sort(long[] numbers, long[] along) {
        return WITH_BITS.sorted(numbers, along);
    }

    abstract A ofLength(int length);

    abstract void swap(A along, int one, int other);

    /**
     * Moves each number to the next place for its byte, and what goes along with it.
     *
     * @param next by byte
     * @param flip changes bits of a byte
     */
    abstract void scatter(Sorted<A> from, Sorted<A> to, int[] next, int shift, int flip);

    private Sorted<A> sorted(long[] numbers, A along) {
        if (numbers.length <= FEW) {
            insert(numbers, along);
            return new Sorted<>(numbers, along);
        }
        long different = 0;
        for (long number : numbers) {
            different |= number ^ numbers[0];
        }
        Sorted<A> from = new Sorted<>(numbers, along);
        Sorted<A> to = null;
        for (int shift = 0; shift <= HIGHEST_SHIFT; shift += Byte.SIZE) {
            if (((different >>> shift) & 0xFF) != 0) {
                Sorted<A> free = from;
                from = scattered(from, to, shift);
                to = free;
            }
        }
        return from;
    }

    private Sorted<A> scattered(Sorted<A> from, @Nullable Sorted<A> free, int shift) {
        long[] numbers = from.numbers;
        Sorted<A> to = free == null ? new Sorted<>(new long[numbers.length], ofLength(numbers.length)) : free;
        // The sign counts the other way round.
        int flip = shift == HIGHEST_SHIFT ? 0x80 : 0;
        int[] next = new int[VALUES + 1];
        for (long number : numbers) {
            next[(((int) (number >>> shift) & 0xFF) ^ flip) + 1]++;
        }
        for (int value = 1; value < VALUES; value++) {
            next[value] += next[value - 1];
        }
        scatter(from, to, next, shift, flip);
        return to;
    }

    private void insert(long[] numbers, A along) {
        for (int i = 1; i < numbers.length; i++) {
            for (int at = i; at > 0 && numbers[at - 1] > numbers[at]; at--) {
                long number = numbers[at];
                numbers[at] = numbers[at - 1];
                numbers[at - 1] = number;
                swap(along, at, at - 1);
            }
        }
    }

    // The loops of these two differ only in a type: one over both would ask for it with each number.

    private static final class WithPlaces extends RadixSort<int[]> {
        @Override
        int[] ofLength(int length) {
            return new int[length];
        }

        @Override
        void swap(int[] along, int one, int other) {
            int its = along[one];
            along[one] = along[other];
            along[other] = its;
        }

        @Override
        void scatter(Sorted<int[]> from, Sorted<int[]> to, int[] next, int shift, int flip) {
            for (int i = 0; i < from.numbers.length; i++) {
                int place = next[((int) (from.numbers[i] >>> shift) & 0xFF) ^ flip]++;
                to.numbers[place] = from.numbers[i];
                to.along[place] = from.along[i];
            }
        }
    }

    private static final class WithBits extends RadixSort<long[]> {
        @Override
        long[] ofLength(int length) {
            return new long[length];
        }

        @Override
        void swap(long[] along, int one, int other) {
            long its = along[one];
            along[one] = along[other];
            along[other] = its;
        }

        @Override
        void scatter(Sorted<long[]> from, Sorted<long[]> to, int[] next, int shift, int flip) {
            for (int i = 0; i < from.numbers.length; i++) {
                int place = next[((int) (from.numbers[i] >>> shift) & 0xFF) ^ flip]++;
                to.numbers[place] = from.numbers[i];
                to.along[place] = from.along[i];
            }
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.shuffle.Column;
import ember.shuffle.Packing;
import org.jspecify.annotations.Nullable;

/**
 * A number for each key such that keys of smaller numbers come first in their natural order.
 *
 * @param numbers of the keys, in the order of the records
 * @param packing not null: the numbers say all of the keys, which {@link #keyOf} makes of them again; null: keys of equal numbers are
 *     to be compared
 */
@SuppressWarnings("ArrayRecordComponent") // Two results of one call: nobody compares them.
record KeyNumbers(long[] numbers, @Nullable Packing packing) {
    /**
     * Numbers of integers, longs, doubles or strings.
     *
     * @param keys not to be asked for what is in it afterwards, if it is packed
     * @return null: the keys are not all of one of these classes
     */
    static @Nullable KeyNumbers of(Column keys) {
        Packing packing = keys.packing();
        if (packing == Packing.DOUBLE) {
            return ofDoubles(keys);
        }
        if (packing != null) {
            return new KeyNumbers(keys.takeBits(), packing);
        }
        for (int i = 0; i < keys.size(); i++) {
            if (!(keys.get(i) instanceof String)) {
                return null;
            }
        }
        return keys.size() == 0 ? null : new KeyNumbers(ofStrings(keys), null);
    }

    /** In the order of {@link Double#compare}: below zero the bits count the other way round, and all NaN are of one rank. */
    private static KeyNumbers ofDoubles(Column keys) {
        for (int i = 0; i < keys.size(); i++) {
            if (keys.bitsOf(i) != canonical(keys.bitsOf(i))) {
                // A NaN with bits of its own, which its number does not say.
                return new KeyNumbers(numbers(keys), null);
            }
        }
        long[] numbers = keys.takeBits();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = turned(numbers[i]);
        }
        return new KeyNumbers(numbers, Packing.DOUBLE);
    }

    private static long[] numbers(Column doubles) {
        long[] numbers = new long[doubles.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = turned(canonical(doubles.bitsOf(i)));
        }
        return numbers;
    }

    private static long canonical(long bits) {
        return Double.doubleToLongBits(Double.longBitsToDouble(bits));
    }

    /** Its own inverse. */
    private static long turned(long bits) {
        return bits ^ ((bits >> 63) & Long.MAX_VALUE);
    }

    /** The key of a number that says all of it. */
    static Object keyOf(long number, Packing packing) {
        return packing.box(packing == Packing.DOUBLE ? turned(number) : number);
    }

    /** The first characters after those that all strings begin with: eight if they take a byte each, else four. */
    private static long[] ofStrings(Column keys) {
        int from = commonPrefix(keys);
        long[] numbers = new long[keys.size()];
        if (!pack(keys, from, Byte.SIZE, numbers)) {
            pack(keys, from, Character.SIZE, numbers);
        }
        return numbers;
    }

    private static int commonPrefix(Column keys) {
        String first = text(keys, 0);
        int common = first.length();
        for (int i = 1; i < keys.size() && common > 0; i++) {
            String other = text(keys, i);
            common = Math.min(common, other.length());
            if (!other.regionMatches(0, first, 0, common)) {
                int same = 0;
                while (other.charAt(same) == first.charAt(same)) {
                    same++;
                }
                common = same;
            }
        }
        return common;
    }

    /** False: a character has more bits. */
    private static boolean pack(Column keys, int from, int bits, long[] numbers) {
        int all = 0;
        for (int i = 0; i < numbers.length && all >>> bits == 0; i++) {
            String text = text(keys, i);
            int until = Math.min(text.length(), from + Long.SIZE / bits);
            long number = 0;
            for (int at = from; at < until; at++) {
                char character = text.charAt(at);
                all |= character;
                number |= (long) character << (Long.SIZE - bits * (at - from + 1));
            }
            // As if unsigned.
            numbers[i] = number ^ Long.MIN_VALUE;
        }
        return all >>> bits == 0;
    }

    private static String text(Column keys, int i) {
        return String.valueOf(keys.get(i));
    }
}

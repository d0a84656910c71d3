// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import org.jspecify.annotations.Nullable;

/**
 * A number for each key such that keys of smaller numbers come first in their natural order.
 *
 * @param numbers of the keys, in the order of the records
 * @param decide whether keys of equal numbers are of equal rank; otherwise they are to be compared
 */
@SuppressWarnings("ArrayRecordComponent") // Two results of one call: nobody compares them.
record KeyNumbers(long[] numbers, boolean decide) {
    /**
     * Numbers of integers, longs, doubles or strings.
     *
     * @param records keys at even places, their values after them
     * @return null: the keys are not all of one of these classes
     */
    static @Nullable KeyNumbers of(@Nullable Object[] records, int count) {
        Object first = count == 0 ? null : records[0];
        boolean text = first instanceof String;
        if (first == null || !(text || first instanceof Integer || first instanceof Long || first instanceof Double)) {
            return null;
        }
        for (int i = 0; i < count; i++) {
            Object key = records[2 * i];
            if (key == null || key.getClass() != first.getClass()) {
                return null;
            }
        }
        return text ? new KeyNumbers(ofStrings(records, count), false) : new KeyNumbers(ofBoxed(records, count), true);
    }

    private static long[] ofBoxed(@Nullable Object[] records, int count) {
        long[] numbers = new long[count];
        for (int i = 0; i < count; i++) {
            Object key = records[2 * i];
            if (key instanceof Integer number) {
                numbers[i] = number;
            } else if (key instanceof Long number) {
                numbers[i] = number;
            } else if (key instanceof Double number) {
                // Double.compare's order: below zero the bits count the other way round.
                long bits = Double.doubleToLongBits(number);
                numbers[i] = bits ^ ((bits >> 63) & Long.MAX_VALUE);
            }
        }
        return numbers;
    }

    /** The first characters after those that all strings begin with: eight if they take a byte each, else four. */
    private static long[] ofStrings(@Nullable Object[] records, int count) {
        int from = commonPrefix(records, count);
        long[] numbers = new long[count];
        if (!pack(records, from, Byte.SIZE, numbers)) {
            pack(records, from, Character.SIZE, numbers);
        }
        return numbers;
    }

    private static int commonPrefix(@Nullable Object[] records, int count) {
        String first = text(records, 0);
        int common = first.length();
        for (int i = 1; i < count && common > 0; i++) {
            String other = text(records, i);
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
    private static boolean pack(@Nullable Object[] records, int from, int bits, long[] numbers) {
        int all = 0;
        for (int i = 0; i < numbers.length && all >>> bits == 0; i++) {
            String text = text(records, i);
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

    private static String text(@Nullable Object[] records, int i) {
        return String.valueOf(records[2 * i]);
    }
}

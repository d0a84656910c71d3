// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.config;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Reads sizes such as {@code 64k} and times such as {@code 3min} as settings write them. */
public final class Units {

    public static final long BYTE = 1;
    public static final long KIB = 1L << 10;
    public static final long MIB = 1L << 20;
    public static final long GIB = 1L << 30;

    private static final String SIZE_HELP = "Size must be specified as bytes (b), kibibytes (k), mebibytes (m), "
            + "gibibytes (g), tebibytes (t), or pebibytes(p). E.g. 50b, 100k, or 250m.\n";
    private static final String TIME_HELP = "Time must be specified as seconds (s), milliseconds (ms), "
            + "microseconds (us), minutes (m or min), hour (h), or day (d). E.g. 50s, 100ms, or 250us.\n";

    private Units() {}

    /**
     * The size in units of {@code unit} bytes, rounded down; a number without a suffix is already in that unit.
     *
     * @param unit one of the constants above
     * @throws IllegalArgumentException if the text is not a size, or too large a one; says what is accepted
     */
    public static long size(String text, long unit) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        int digits = digitsFrom(trimmed, 0);
        if (digits > 0 && digits < trimmed.length() && trimmed.charAt(digits) == '.') {
            int end = digitsFrom(trimmed, digits + 1);
            if (end > digits + 1 && lettersFrom(trimmed, end) == trimmed.length()) {
                throw new NumberFormatException(
                        SIZE_HELP + "Fractional values are not supported. Input was: " + trimmed.substring(0, end));
            }
        }
        if (digits == 0 || lettersFrom(trimmed, digits) != trimmed.length()) {
            throw new NumberFormatException(SIZE_HELP + "Failed to parse byte string: " + text);
        }
        String suffix = trimmed.substring(digits);
        long suffixUnit = suffix.isEmpty() ? unit : sizeUnit(suffix);
        return convert(number(trimmed.substring(0, digits), SIZE_HELP), suffixUnit, unit);
    }

    private static long sizeUnit(String suffix) {
        return switch (suffix) {
            case "b" -> BYTE;
            case "k", "kb" -> KIB;
            case "m", "mb" -> MIB;
            case "g", "gb" -> GIB;
            case "t", "tb" -> 1L << 40;
            case "p", "pb" -> 1L << 50;
            default -> throw new NumberFormatException(SIZE_HELP + "Invalid suffix: \"" + suffix + "\"");
        };
    }

    private static long convert(long value, long from, long to) {
        if (from <= to) {
            return value / (to / from);
        }
        long ratio = from / to;
        if (value > Long.MAX_VALUE / ratio) {
            throw new IllegalArgumentException("Conversion of " + value + " exceeds Long.MAX_VALUE in " + name(from)
                    + ". Try a larger unit (e.g. MiB instead of KiB)");
        }
        return value * ratio;
    }

    private static String name(long unit) {
        return "KMGTP".charAt(Long.numberOfTrailingZeros(unit) / 10 - 1) + "iB";
    }

    /**
     * The time in {@code unit}, rounded towards zero; a number without a suffix is already in that unit.
     *
     * @throws NumberFormatException if the text is not a time; says what is accepted
     */
    public static long time(String text, TimeUnit unit) {
        String trimmed = text.trim().toLowerCase(Locale.ROOT);
        int start = trimmed.startsWith("-") ? 1 : 0;
        int digits = digitsFrom(trimmed, start);
        if (digits == start || lettersFrom(trimmed, digits) != trimmed.length()) {
            throw new NumberFormatException(TIME_HELP + "Failed to parse time string: " + text);
        }
        String suffix = trimmed.substring(digits);
        TimeUnit suffixUnit = suffix.isEmpty() ? unit : timeUnit(suffix);
        return unit.convert(number(trimmed.substring(0, digits), TIME_HELP), suffixUnit);
    }

    private static TimeUnit timeUnit(String suffix) {
        return switch (suffix) {
            case "us" -> TimeUnit.MICROSECONDS;
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m", "min" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            case "d" -> TimeUnit.DAYS;
            default -> throw new NumberFormatException(TIME_HELP + "Invalid suffix: \"" + suffix + "\"");
        };
    }

    private static long number(String digits, String help) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new NumberFormatException(help + e.getMessage());
        }
    }

    /** Where the run of digits that begins at {@code from} ends. */
    private static int digitsFrom(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= '0' && text.charAt(i) <= '9') {
            i++;
        }
        return i;
    }

    /** Where the run of letters that begins at {@code from} ends. */
    private static int lettersFrom(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) >= 'a' && text.charAt(i) <= 'z') {
            i++;
        }
        return i;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

/** Sizes as Spark writes them: one decimal, in the largest unit of which there are at least two. */
public final class ByteText {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB"};

    private ByteText() {}

    /** Such as {@code 1024.0 MiB}. */
    public static String of(long bytes) {
        int unit = 0;
        long one = 1;
        while (unit < UNITS.length - 1 && bytes >= 2 * 1024 * one) {
            unit++;
            one *= 1024;
        }
        return (Math.round(bytes * 10.0 / one) / 10.0) + " " + UNITS[unit];
    }
}

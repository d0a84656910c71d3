// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

/**
 * An iterator that may know how many elements it has left, and is not asked for them by who only counts. Spark counts so since it is
 * compiled with Scala 2.13, whose iterators know it: functions between {@code glom} and {@code count} are not called.
 */
public interface KnownSize {
    /** The size of an iterator that does not know it. */
    int UNKNOWN = -1;

    /** How many elements are left, or {@link #UNKNOWN}. */
    int knownSize();

    /** How many elements any iterator has left, or {@link #UNKNOWN}. */
    static int of(Object elements) {
        return elements instanceof KnownSize sized ? sized.knownSize() : UNKNOWN;
    }
}

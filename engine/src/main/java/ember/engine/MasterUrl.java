// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine;

import org.jspecify.annotations.Nullable;

/**
 * Where tasks run, as a master URL says it: {@code local}, {@code local[N]}, {@code local[*]}, {@code local[N,F]}, {@code
 * local[*,F]}.
 *
 * @param threads tasks at once, at least 1
 * @param maxFailures attempts of a task before its job fails, at least 1; Spark's local mode tries once unless {@code F} says otherwise
 */
record MasterUrl(int threads, int maxFailures) {
    /** @return null if the URL has none of the forms above */
    static @Nullable MasterUrl parse(String url) {
        if (url.equals("local")) {
            return new MasterUrl(1, 1);
        }
        if (!url.startsWith("local[") || !url.endsWith("]")) {
            return null;
        }
        String inside = url.substring("local[".length(), url.length() - 1);
        int comma = inside.indexOf(',');
        String threads = comma < 0 ? inside : inside.substring(0, comma);
        int count = threads.trim().equals("*") ? Runtime.getRuntime().availableProcessors() : positive(threads);
        int failures = comma < 0 ? 1 : positive(inside.substring(comma + 1));
        return count < 1 || failures < 1 ? null : new MasterUrl(count, failures);
    }

    /** @return -1 if the text is no positive number */
    private static int positive(String text) {
        try {
            return Math.max(Integer.parseInt(text.trim()), -1);
        } catch (NumberFormatException e) {
            // Not a number: the caller says what was wrong with the URL as a whole.
            return -1;
        }
    }
}

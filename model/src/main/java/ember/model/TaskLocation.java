// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import org.jspecify.annotations.Nullable;

/**
 * A place where a task would find its data near.
 *
 * @param executor id of the executor that holds the data; null: any executor of the host
 */
public record TaskLocation(String host, @Nullable String executor) {
    private static final String EXECUTOR_PREFIX = "executor_";
    private static final String CACHED_PREFIX = "hdfs_cache_";

    /** Any executor of a host. */
    public static TaskLocation host(String host) {
        return new TaskLocation(host, null);
    }

    /**
     * Reads Spark's text forms: {@code host}, {@code executor_<host>_<id>}, {@code hdfs_cache_<host>}.
     *
     * @throws IllegalArgumentException if the executor form has no id
     */
    public static TaskLocation parse(String text) {
        if (text.startsWith(EXECUTOR_PREFIX)) {
            int split = text.indexOf('_', EXECUTOR_PREFIX.length());
            if (split < 0) {
                throw new IllegalArgumentException("Illegal executor location format: " + text);
            }
            return new TaskLocation(text.substring(EXECUTOR_PREFIX.length(), split), text.substring(split + 1));
        }
        return host(text.startsWith(CACHED_PREFIX) ? text.substring(CACHED_PREFIX.length()) : text);
    }

    @Override
    public String toString() {
        return executor == null ? host : EXECUTOR_PREFIX + host + "_" + executor;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark;

import ember.engine.LocalProperties;
import ember.model.JobTags;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** The job tags of the calling thread: one of its local properties, a list with commas. */
final class JobTagSet {
    private final LocalProperties properties;

    JobTagSet(LocalProperties properties) {
        this.properties = properties;
    }

    /** Without a comma and not empty, or {@link IllegalArgumentException}. */
    static void requireValid(String tag) {
        if (tag == null) {
            throw new IllegalArgumentException("Spark job tag cannot be null.");
        }
        if (tag.isEmpty()) {
            throw new IllegalArgumentException("Spark job tag cannot be an empty string.");
        }
        if (tag.indexOf(',') >= 0) {
            throw new IllegalArgumentException("Spark job tag cannot contain ','.");
        }
    }

    void add(String tag) {
        requireValid(tag);
        Set<String> tags = get();
        tags.add(tag);
        set(tags);
    }

    void remove(String tag) {
        requireValid(tag);
        Set<String> tags = get();
        tags.remove(tag);
        set(tags);
    }

    void clear() {
        properties.set(JobTags.TAGS_PROPERTY, null);
    }

    /** A copy. */
    Set<String> get() {
        return new LinkedHashSet<>(JobTags.of(properties.snapshot()).tags());
    }

    private void set(Collection<String> tags) {
        properties.set(JobTags.TAGS_PROPERTY, tags.isEmpty() ? null : String.join(",", tags));
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize.data;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The room that Java's deserialisation makes in hashed collections. It decides on the order of their elements. */
final class Buckets {
    /** JDK-8281631: maps are no longer made for one element more. */
    private static final boolean EXACT = Runtime.version().feature() >= 19;

    private Buckets() {}

    static <K, V> Map<K, V> newMap(int size) {
        return size == 0 ? new HashMap<>() : new HashMap<>(ofMap(size));
    }

    static <K, V> Map<K, V> newLinkedMap(int size) {
        return size == 0 ? new LinkedHashMap<>() : new LinkedHashMap<>(ofMap(size));
    }

    static <E> Set<E> newSet(int size) {
        return new HashSet<>(ofSet(size));
    }

    static <E> Set<E> newLinkedSet(int size) {
        return new LinkedHashSet<>(ofSet(size));
    }

    private static int ofMap(int size) {
        return Math.max(16, EXACT ? (int) Math.ceil(size / 0.75) : (int) (size / 0.75f + 1.0f));
    }

    private static int ofSet(int size) {
        return (int) (size * (1 / 0.75f));
    }
}

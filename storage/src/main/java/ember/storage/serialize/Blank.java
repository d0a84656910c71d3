// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.storage.serialize;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.LinkedList;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What sums usually begin with, an empty collection of the JDK or an array of numbers, made as Java deserialisation would make it but
 * without that: at once. Immutable.
 */
public final class Blank {
    private final Object pattern;

    private Blank(Object pattern) {
        this.pattern = pattern;
    }

    /**
     * How to make what these bytes say.
     *
     * @param bytes of {@code JavaSerialization}
     * @param pattern what was made of them; nobody changes it any more
     * @return null: only deserialisation knows
     */
    public static @Nullable Blank of(byte[] bytes, @Nullable Object pattern) throws IOException {
        if (pattern == null) {
            return null;
        }
        Blank blank = new Blank(pattern);
        if (blank.makeArray() != null) {
            return blank;
        }
        // Load factors and comparators are in the bytes, and capacities where they count.
        Object plain = blank.makeCollection();
        return plain != null && Arrays.equals(bytes, new JavaSerialization(null).toBytes(usual(plain))) ? blank : null;
    }

    /** A new one. */
    public Object make() {
        Object array = makeArray();
        Object made = array == null ? makeCollection() : array;
        if (made == null) {
            throw new IllegalStateException("not a blank of " + pattern.getClass());
        }
        return made;
    }

    private @Nullable Object makeArray() {
        if (pattern instanceof long[] array) {
            return array.clone();
        }
        if (pattern instanceof double[] array) {
            return array.clone();
        }
        return pattern instanceof int[] array ? array.clone() : null;
    }

    /** Sets come out of deserialisation with the least capacity, which shows in the order of what is put into them; maps do not. */
    @SuppressWarnings("JdkObsolete") // The copy of a LinkedList is one.
    private @Nullable Object makeCollection() {
        Class<?> type = pattern.getClass();
        if (type == HashSet.class) {
            return new HashSet<>(0);
        }
        if (type == ArrayList.class) {
            return new ArrayList<>(0);
        }
        if (type == HashMap.class) {
            return new HashMap<>();
        }
        if (type == LinkedHashSet.class) {
            return new LinkedHashSet<>(0);
        }
        if (type == LinkedHashMap.class) {
            return new LinkedHashMap<>();
        }
        if (type == TreeMap.class) {
            return new TreeMap<>();
        }
        if (type == TreeSet.class) {
            return new TreeSet<>();
        }
        if (type == LinkedList.class) {
            return new LinkedList<>();
        }
        return type == ArrayDeque.class ? new ArrayDeque<>() : null;
    }

    /** As a program makes it. */
    private static Object usual(Object plain) {
        if (plain instanceof LinkedHashSet) {
            return new LinkedHashSet<>();
        }
        return plain instanceof HashSet ? new HashSet<>() : plain;
    }
}

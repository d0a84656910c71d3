// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.KeyEquality;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Walks over a map of the JDK. */
final class MapCursor implements GroupCursor {
    private final Iterator<Map.Entry<@Nullable Object, Sides>> entries;
    private Map.@Nullable Entry<@Nullable Object, Sides> entry;

    private MapCursor(Iterator<Map.Entry<@Nullable Object, Sides>> entries) {
        this.entries = entries;
    }

    static MapCursor inOrder(Map<@Nullable Object, Sides> map) {
        return new MapCursor(map.entrySet().iterator());
    }

    /** By ascending hash code of the keys. */
    static MapCursor byHash(Map<@Nullable Object, Sides> map) {
        List<Map.Entry<@Nullable Object, Sides>> ordered = new ArrayList<>(map.entrySet());
        ordered.sort(Comparator.comparingInt(entry -> KeyEquality.JDK.hash(entry.getKey())));
        return new MapCursor(ordered.iterator());
    }

    @Override
    public boolean advance() {
        entry = entries.hasNext() ? entries.next() : null;
        return entry != null;
    }

    @Override
    public int hash() {
        return KeyEquality.JDK.hash(key());
    }

    @Override
    public @Nullable Object key() {
        return entry().getKey();
    }

    @Override
    public Sides sides() {
        return entry().getValue();
    }

    private Map.Entry<@Nullable Object, Sides> entry() {
        if (entry == null) {
            throw new IllegalStateException("not at a group");
        }
        return entry;
    }
}

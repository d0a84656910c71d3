// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.KeyEquality;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes all groups out of a map of the JDK and walks over them. */
final class MapCursor implements InMemoryGroups {
    private final Map.@Nullable Entry<@Nullable Object, Sides>[] entries;
    private final long keyBytes;
    private boolean forgetting = true;
    private int next;
    private Map.@Nullable Entry<@Nullable Object, Sides> entry;

    private MapCursor(Map.Entry<@Nullable Object, Sides>[] entries, long keyBytes) {
        this.entries = entries;
        this.keyBytes = keyBytes;
    }

    /** @param keyBytes what each group takes beside its values */
    static MapCursor inOrder(Map<@Nullable Object, Sides> map, long keyBytes) {
        return new MapCursor(takenOut(map), keyBytes);
    }

    /** By ascending hash code of the keys. */
    static MapCursor byHash(Map<@Nullable Object, Sides> map) {
        Map.Entry<@Nullable Object, Sides>[] entries = takenOut(map);
        Arrays.sort(entries, Comparator.comparingInt(entry -> KeyEquality.JDK.hash(entry.getKey())));
        return new MapCursor(entries, 0);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // There are no arrays of a parameterised type.
    private static Map.Entry<@Nullable Object, Sides>[] takenOut(Map<@Nullable Object, Sides> map) {
        Map.Entry<@Nullable Object, Sides>[] entries = map.entrySet().toArray(new Map.Entry[0]);
        map.clear();
        return entries;
    }

    @Override
    public long heldBytes() {
        return entry().getValue().bytes() + keyBytes;
    }

    @Override
    public void keepAll() {
        forgetting = false;
    }

    @Override
    public void letGo() {
        next = entries.length;
        entry = null;
        Arrays.fill(entries, null);
    }

    @Override
    public boolean advance() {
        if (next == entries.length) {
            entry = null;
            return false;
        }
        entry = entries[next];
        if (forgetting) {
            entries[next] = null;
        }
        next++;
        return true;
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

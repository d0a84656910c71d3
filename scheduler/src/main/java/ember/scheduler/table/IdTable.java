// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known by a number: a stage, a shuffle. A hash table whose keys are no objects, since with 100,000 stages the boxed numbers of a
 * library's map, one for each look-up, are a fifth of all that is allocated.
 *
 * <p>Ids are given out in a row, so that each is its own hash and those that are alive mostly have places of their own.
 */
public final class IdTable<V> {
    private static final int FIRST_PLACES = 16;

    private @Nullable Entry<V>[] places = places(FIRST_PLACES);
    private int size;

    private static final class Entry<V> {
        private final int id;
        private final V value;
        /** Another one whose id falls on the same place. */
        private @Nullable Entry<V> next;

        private Entry(int id, V value, @Nullable Entry<V> next) {
            this.id = id;
            this.value = value;
            this.next = next;
        }
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** What has this id; null: nothing. */
    public @Nullable V get(int id) {
        Entry<V> at = places[place(id)];
        while (at != null && at.id != id) {
            at = at.next;
        }
        return at == null ? null : at.value;
    }

    /** @throws IllegalStateException if something has this id */
    public void add(int id, V value) {
        if (get(id) != null) {
            throw new IllegalStateException(id + " was added twice");
        }
        int place = place(id);
        places[place] = new Entry<>(id, value, places[place]);
        if (++size > places.length / 2) {
            grow();
        }
    }

    /** @return what had this id; null: nothing */
    public @Nullable V remove(int id) {
        int place = place(id);
        Entry<V> before = null;
        Entry<V> at = places[place];
        while (at != null && at.id != id) {
            before = at;
            at = at.next;
        }
        if (at == null) {
            return null;
        }
        if (before == null) {
            places[place] = at.next;
        } else {
            before.next = at.next;
        }
        size--;
        return at.value;
    }

    /** Everything, by id. */
    public List<V> values() {
        List<V> values = new ArrayList<>(size);
        for (Entry<V> entry : entries()) {
            values.add(entry.value);
        }
        return values;
    }

    private List<Entry<V>> entries() {
        List<Entry<V>> entries = new ArrayList<>(size);
        for (Entry<V> first : places) {
            for (Entry<V> at = first; at != null; at = at.next) {
                entries.add(at);
            }
        }
        entries.sort(Comparator.comparingInt(entry -> entry.id));
        return entries;
    }

    private int place(int id) {
        return id & (places.length - 1);
    }

    private void grow() {
        List<Entry<V>> entries = entries();
        places = places(places.length * 2);
        for (Entry<V> entry : entries) {
            int place = place(entry.id);
            entry.next = places[place];
            places[place] = entry;
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"
    }) // Java makes no arrays of a type with parameters; this one never leaves the class
    private static <V> @Nullable Entry<V>[] places(int count) {
        return new Entry[count];
    }
}

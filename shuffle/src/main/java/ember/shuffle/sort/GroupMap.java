// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.CoGroupBuffer;
import ember.model.Failures;
import ember.model.GroupedValues;
import ember.model.KeyEquality;
import ember.model.function.Function2;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Gathers values per key and side in memory. */
public final class GroupMap implements CoGroupBuffer {
    private final int sides;
    private final CombineMap<List<GroupedValues<Object>>> map = new CombineMap<>(KeyEquality.JDK, true);

    /** @param sides how many collections there are for each key, at least 1 */
    public GroupMap(int sides) {
        if (sides < 1) {
            throw new IllegalArgumentException("sides must be >= 1, was " + sides);
        }
        this.sides = sides;
    }

    @Override
    public void add(int side, @Nullable Object key, @Nullable Object value) {
        int hash = KeyEquality.JDK.hash(key);
        int slot = map.find(key, hash);
        if (slot >= 0) {
            map.value(slot).get(side).append(value);
            return;
        }
        List<GroupedValues<Object>> values = new ArrayList<>(sides);
        for (int i = 0; i < sides; i++) {
            values.add(new GroupedValues<>());
        }
        values.get(side).append(value);
        map.insert(~slot, key, hash, values);
    }

    @Override
    public <R> Iterator<R> groups(Function2<Object, List<GroupedValues<Object>>, R> group) {
        return new Iterator<>() {
            private int slot = map.next(-1);

            @Override
            public boolean hasNext() {
                return slot >= 0;
            }

            @Override
            @SuppressWarnings("NullAway") // A key may be null, as the interface says.
            public R next() {
                if (slot < 0) {
                    throw new NoSuchElementException();
                }
                int current = slot;
                slot = map.next(current);
                try {
                    return group.call(map.key(current), map.value(current));
                } catch (Exception e) {
                    throw Failures.sneaky(e);
                }
            }
        };
    }
}

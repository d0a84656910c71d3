// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import org.jspecify.annotations.Nullable;

/** Walks once over a finished table. */
final class SlotCursor implements InMemoryCursor {
    private final CombineMap<?> map;
    /** The slots in order; null: as they lie in the table. */
    private int @Nullable [] slots;
    /** Where each partition ends in them. */
    private final int[] ends;

    private boolean forgetting = true;

    private int position = -1;
    private int slot = -1;
    private int partition;
    private @Nullable Object key;
    private @Nullable Object value;

    SlotCursor(CombineMap<?> map, int @Nullable [] slots, int[] ends) {
        this.map = map;
        this.slots = slots;
        this.ends = ends;
    }

    /** All entries, in one partition and in the order of the table. */
    static SlotCursor asTheyLie(CombineMap<?> map) {
        return new SlotCursor(map, null, new int[] {map.size()});
    }

    @Override
    public boolean advance() {
        position++;
        if (position >= ends[ends.length - 1]) {
            key = null;
            value = null;
            if (forgetting) {
                letGo();
            }
            return false;
        }
        while (position == ends[partition]) {
            partition++;
        }
        slot = slots == null ? map.next(slot) : slots[position];
        key = map.key(slot);
        value = map.value(slot);
        if (forgetting) {
            map.forget(slot);
        }
        return true;
    }

    @Override
    public void keepAll() {
        forgetting = false;
    }

    @Override
    public void letGo() {
        slots = null;
        map.forgetAll();
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public @Nullable Object key() {
        return key;
    }

    @Override
    public @Nullable Object value() {
        return value;
    }
}

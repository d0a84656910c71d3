// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Walks once over a finished table. Takes some entries at a time out of it, as they lie far apart: see {@link Ahead}. */
final class SlotCursor implements InMemoryCursor {
    private static final int MOST = 48;

    private final CombineMap<?> map;
    /** The places of keys and values in order; null: as they lie in the table. */
    private int @Nullable [] places;
    /** Where each partition ends in them. */
    private final int[] ends;

    private boolean forgetting = true;
    /** Null: all values are combined. */
    private @Nullable LateValues late;

    private int position = -1;
    private int partition;

    // The entries that were taken out, and which of them is the current one.
    private final @Nullable Object[] keys;
    private final @Nullable Object[] values;
    private final long[] hashes;
    private final int[] taking;
    private int taken;
    private int at;
    private int slot = -1;
    /** Means nothing; see {@link Ahead#seen}. */
    int seen;

    SlotCursor(CombineMap<?> map, int @Nullable [] places, int[] ends) {
        this.map = map;
        this.places = places;
        this.ends = ends;
        int most = Math.max(1, Math.min(MOST, map.size()));
        this.keys = new @Nullable Object[most];
        this.values = new @Nullable Object[most];
        this.hashes = new long[most];
        this.taking = new int[most];
    }

    /** All entries, in one partition and in the order of the table. */
    static SlotCursor asTheyLie(CombineMap<?> map) {
        return new SlotCursor(map, null, new int[] {map.size()});
    }

    /** Puts these to the values of the table, each key's when it is taken out. */
    void combineLate(LateValues values) {
        late = values;
    }

    @Override
    public boolean advance() throws Exception {
        position++;
        if (position >= ends[ends.length - 1]) {
            Arrays.fill(keys, null);
            Arrays.fill(values, null);
            at = 0;
            if (forgetting) {
                letGo();
            }
            return false;
        }
        while (position == ends[partition]) {
            partition++;
        }
        at++;
        if (at >= taken) {
            take(Math.min(keys.length, ends[ends.length - 1] - position));
        }
        return true;
    }

    private void take(int count) throws Exception {
        boolean known = map.entries() != null;
        for (int i = 0; i < count; i++) {
            taking[i] = place(i);
        }
        for (int i = 0; i < count; i++) {
            hashes[i] = known ? map.hashCodeAt(taking[i]) & 0xFFFF_FFFFL : UNKNOWN;
        }
        for (int i = 0; i < count; i++) {
            keys[i] = map.keyAt(taking[i]);
        }
        for (int i = 0; i < count; i++) {
            values[i] = map.valueAt(taking[i]);
        }
        if (late != null) {
            for (int i = 0; i < count; i++) {
                values[i] = late.combined(taking[i], values[i]);
            }
        }
        for (int i = 0; forgetting && i < count; i++) {
            map.forgetAt(taking[i]);
        }
        if (places == null) {
            // These go to the program, which will look at them.
            for (int i = 0; i < count; i++) {
                seen += Ahead.glance(keys[i]);
            }
        }
        taken = count;
        at = 0;
    }

    private int place(int i) {
        if (places != null) {
            return places[position + i];
        }
        slot = map.next(slot);
        return map.place(slot);
    }

    @Override
    public void keepAll() {
        forgetting = false;
    }

    @Override
    public void letGo() {
        places = null;
        late = null;
        map.forgetAll();
    }

    @Override
    public int partition() {
        return partition;
    }

    @Override
    public @Nullable Object key() {
        return keys[at];
    }

    @Override
    public long knownKeyHash() {
        return hashes[at];
    }

    @Override
    public @Nullable Object value() {
        return values[at];
    }
}

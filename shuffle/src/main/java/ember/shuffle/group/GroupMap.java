// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.CoGroupBuffer;
import ember.model.Failures;
import ember.model.GroupedValues;
import ember.model.KeyEquality;
import ember.model.function.Function2;
import ember.shuffle.sort.CombineMap;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.TaskMemory.Reservation;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * Gathers values per key and side, in memory as long as there is room. When there is none, all that was gathered is moved to disk as a
 * run, ordered by the hash codes of the keys, and gathering begins anew; at the end runs and the rest are merged. Then groups come in
 * the order of the hash codes instead of the table's, and values that do not fit into a frame stay on disk until they are read.
 */
public final class GroupMap implements CoGroupBuffer {
    private final int sides;
    private final GroupRuns runs;
    private final Reservation memory;
    private final RecordSizes keySizes = new RecordSizes();
    private final RecordSizes valueSizes = new RecordSizes();
    private CombineMap<Sides> table = newTable();
    /** What keys and values take, with what is made for each of them, but without the table. */
    private long gatheredBytes;

    private long valueBytes;
    private boolean spilling;
    private @Nullable Handout handout;

    /**
     * @param sides how many collections there are for each key, at least 1
     * @param space the task's
     */
    public GroupMap(int sides, SpillSpace space) {
        if (sides < 1) {
            throw new IllegalArgumentException("sides must be >= 1, was " + sides);
        }
        this.sides = sides;
        this.runs = new GroupRuns(space, sides);
        this.memory = space.memory().reserve(this::spill);
    }

    private static CombineMap<Sides> newTable() {
        return new CombineMap<>(KeyEquality.JDK, true);
    }

    @Override
    public void add(int side, @Nullable Object key, @Nullable Object value) {
        int hash = KeyEquality.JDK.hash(key);
        long mark = CombineMap.mark(hash, hash);
        int slot = table.find(key, mark);
        Sides group = slot < 0 ? new Sides(sides) : table.value(slot);
        long growthBytes = group.growthBytes(side) + (slot < 0 ? table.growthBytes(key, group) : 0);
        if (growthBytes > 0 && !memory.growTo(bytes() + growthBytes)) {
            spillGathered();
            slot = table.find(key, mark);
            group = slot < 0 ? new Sides(sides) : table.value(slot);
        }
        if (slot < 0) {
            // Only now: a group without values on disk would be one more for a key that does not equal itself.
            table.insert(~slot, key, mark, group);
            gatheredBytes += (table.packsKeys() ? 0 : keySizes.add(key)) + Sides.bytesOfKey(sides);
        }
        long more = group.append(side, value, valueSizes.add(value));
        gatheredBytes += more;
        valueBytes += more;
        if (bytes() > memory.bytes() && !memory.growAmplyTo(bytes())) {
            spillGathered();
        }
    }

    private long bytes() {
        return gatheredBytes + table.tableBytes();
    }

    /** Adds groups that are in memory elsewhere, moving them to disk. */
    void adopt(InMemoryGroups byHash, long memoryBytes) throws Exception {
        runs.add(byHash, memoryBytes);
    }

    /** Another structure of the task needs memory. */
    private void spill() throws Exception {
        if (handout == null) {
            spillGathered();
        } else {
            handout.spill();
        }
    }

    private void spillGathered() {
        if (spilling || table.size() == 0) {
            return;
        }
        spilling = true;
        try {
            runs.add(TableCursor.byHash(table), bytes());
        } catch (Exception e) {
            throw Failures.sneaky(e);
        } finally {
            spilling = false;
        }
        table = newTable();
        gatheredBytes = 0;
        valueBytes = 0;
        memory.shrinkTo(0);
    }

    @Override
    public <R> Iterator<R> groups(Function2<Object, List<GroupedValues<Object>>, R> group) {
        Handout groups = handOut();
        return new Iterator<>() {
            private boolean ready;

            @Override
            public boolean hasNext() {
                if (!ready) {
                    try {
                        ready = groups.advance();
                    } catch (Exception e) {
                        throw Failures.sneaky(e);
                    }
                }
                return ready;
            }

            @Override
            @SuppressWarnings("NullAway") // A key may be null, as the interface says.
            public R next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                ready = false;
                try {
                    return group.call(groups.key(), groups.sides());
                } catch (Exception e) {
                    throw Failures.sneaky(e);
                }
            }
        };
    }

    /** The groups, to be read once. Nothing is added any more. */
    Handout handOut() {
        if (handout != null) {
            throw new IllegalStateException("groups are handed out once");
        }
        memory.shrinkTo(bytes());
        int keys = table.size();
        long keyBytes = keys == 0 ? 0 : (gatheredBytes - valueBytes) / keys;
        TableCursor gathered = runs.count() > 0 ? TableCursor.byHash(table) : TableCursor.inOrder(table);
        try {
            handout = new Handout(runs, gathered, keyBytes, memory);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
        return handout;
    }
}

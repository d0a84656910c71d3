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
    /** Asked for beyond what is needed, so as not to ask for each record. */
    static final int AHEAD_BYTES = 16 << 10;

    private final int sides;
    private final GroupRuns runs;
    private final Reservation memory;
    private final RecordSizes keySizes = new RecordSizes();
    private final RecordSizes valueSizes = new RecordSizes();
    private CombineMap<Sides> table = newTable();
    private long gatheredBytes;
    private long grantedBytes;
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
        int slot = table.find(key, hash);
        Sides group;
        if (slot >= 0) {
            group = table.value(slot);
        } else {
            group = new Sides(sides);
            if (table.growsNext() && !grow(gatheredBytes + 3 * table.tableBytes())) {
                spillGathered();
                slot = table.find(key, hash);
            }
            table.insert(~slot, key, hash, group);
            gatheredBytes += keySizes.add(key) + Sides.bytesOfKey(sides);
        }
        gatheredBytes += group.append(side, value, valueSizes.add(value));
        long needed = gatheredBytes + table.tableBytes();
        if (needed > grantedBytes && !grow(needed + Math.min(needed / 8, AHEAD_BYTES)) && !grow(needed)) {
            spillGathered();
        }
    }

    private boolean grow(long wanted) {
        if (!memory.growTo(wanted)) {
            return false;
        }
        grantedBytes = Math.max(grantedBytes, wanted);
        return true;
    }

    /** Adds groups that are in memory elsewhere, moving them to disk. */
    void adopt(GroupCursor byHash, long memoryBytes) throws Exception {
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
            TableCursor gathered = TableCursor.byHash(table);
            gathered.keepAll();
            runs.add(gathered, gatheredBytes + table.tableBytes());
        } catch (Exception e) {
            throw Failures.sneaky(e);
        } finally {
            spilling = false;
        }
        table = newTable();
        gatheredBytes = 0;
        grantedBytes = 0;
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
        try {
            boolean merging = runs.count() > 0;
            handout = new Handout(runs, merging ? TableCursor.byHash(table) : TableCursor.inOrder(table), memory);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
        table = newTable();
        return handout;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.group;

import ember.model.CoGroupBuffer;
import ember.model.Failures;
import ember.model.GroupedValues;
import ember.model.KeyEquality;
import ember.model.function.Function2;
import ember.shuffle.Packing;
import ember.shuffle.RecordCursor;
import ember.shuffle.ValueLog;
import ember.shuffle.sort.Ahead;
import ember.shuffle.sort.CombineMap;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.TaskMemory.Reservation;
import java.util.Arrays;
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
    /** A table with more keys does not lie in the processor's nearest caches. */
    private static final int LARGE_TABLE = 1 << 12;

    /** Its place in the order of the table. */
    private static final int BYTES_PER_KEY = 8;

    private final int sides;
    private final GroupRuns runs;
    private final Reservation memory;
    private final RecordSizes keySizes = new RecordSizes();
    /** Of each key the number of its group, in the order in which they came. */
    private CombineMap<Integer> table = newTable();

    private ValueLog[] logs;
    private final Ahead waiting = new Ahead();
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
        this.logs = newLogs();
        this.runs = new GroupRuns(space, sides);
        this.memory = space.memory().reserve(this::spill);
    }

    private static CombineMap<Integer> newTable() {
        return new CombineMap<>(KeyEquality.JDK, true);
    }

    private ValueLog[] newLogs() {
        ValueLog[] made = new ValueLog[sides];
        Arrays.setAll(made, side -> new ValueLog());
        return made;
    }

    @Override
    public void add(int side, @Nullable Object key, @Nullable Object value) {
        int hash = KeyEquality.JDK.hash(key);
        long mark = CombineMap.mark(hash, hash);
        if (table.size() > LARGE_TABLE && key instanceof Integer && Packing.of(value) != null) {
            // They are small, so that they need not be counted while they wait.
            if (waiting.isFull()) {
                addWaiting();
            }
            waiting.add(side, key, mark, RecordCursor.UNKNOWN, value);
        } else {
            addWaiting();
            put(side, key, mark, value);
        }
    }

    private void addWaiting() {
        try {
            waiting.drain(table, (side, key, mark, hash, value) -> put(side, key, mark, value));
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
    }

    private void put(int side, @Nullable Object key, long mark, @Nullable Object value) {
        int slot = table.find(key, mark);
        long growthBytes = logs[side].growthBytes(value);
        if (slot < 0) {
            growthBytes += BYTES_PER_KEY + (long) sides * Integer.BYTES + table.growthBytes(key, table.size());
        }
        if (logs[side].isFull() || (growthBytes > 0 && !holds(bytes() + growthBytes))) {
            spillGathered();
            slot = table.find(key, mark);
        }
        int group = slot < 0 ? insert(~slot, key, mark) : table.intValue(slot);
        ValueLog log = logs[side];
        log.add(group, value);
        if (!log.isPacked() && !holds(bytes())) {
            spillGathered();
        }
    }

    /** Whether there is room for so much. */
    private boolean holds(long bytes) {
        return bytes <= memory.bytes() || memory.growAmplyTo(bytes);
    }

    /** Only when there is room for a value: a group without any on disk would be one more for a key that does not equal itself. */
    private int insert(int slot, @Nullable Object key, long mark) {
        int group = table.size();
        table.insert(slot, key, mark, group);
        if (!table.packsKeys()) {
            keySizes.add(key);
        }
        return group;
    }

    private long bytes() {
        long bytes = keySizes.bytes()
                + table.tableBytes()
                + (long) table.size() * (BYTES_PER_KEY + (long) sides * Integer.BYTES);
        for (ValueLog log : logs) {
            bytes += log.bytes();
        }
        return bytes;
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
            runs.add(gathered(true), bytes());
        } catch (Exception e) {
            throw Failures.sneaky(e);
        } finally {
            spilling = false;
        }
        table = newTable();
        logs = newLogs();
        keySizes.reset();
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
        addWaiting();
        TableCursor gathered = gathered(runs.count() > 0);
        memory.shrinkTo(gathered.bytes());
        try {
            handout = new Handout(runs, gathered, memory);
        } catch (Exception e) {
            throw Failures.sneaky(e);
        }
        return handout;
    }

    /** What was gathered, by group. */
    private TableCursor gathered(boolean byHash) {
        return new TableCursor(
                table, logs, byHash, keySizes.bytes(), runs.space().format().frameBytes());
    }
}

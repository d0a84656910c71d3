// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.Aggregator;
import ember.model.KeyEquality;
import ember.model.KeyPartitioner;
import ember.shuffle.Packing;
import ember.shuffle.RecordCursor;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.TaskMemory.Reservation;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Combines the values of each key, in memory as long as there is room, else with sorted runs on disk that are merged at the end.
 *
 * <p>Either by partition, and within it by the program's ordering or else by hash code; or, if there is but one partition and no
 * ordering, in the order of Spark's table as long as nothing was moved to disk, then by hash code. Keys whose hash codes differ, or
 * which the ordering tells apart, are not the same for combining after a spill, whatever their equality says; as in Spark.
 *
 * <p>Used by one thread.
 */
public final class CombineBuffer {
    /** Keys of a table that the processor does not keep near. */
    private static final int LARGE = 1 << 13;

    /** Combiners that are made between two questions for room. */
    private static final int ASK_EVERY = 64;

    /** What ordering takes for each entry. */
    private static final long ORDER_BYTES = 16;

    private final Aggregator aggregator;
    private final KeyEquality equality;
    private final @Nullable KeyPartitioner partitioner;
    private final SlotOrder slotOrder;
    private final RecordOrder order;
    private final SpillSpace space;
    private final Reservation memory;
    private final RecordSizes sizes = new RecordSizes();
    private final Runs runs;
    private CombineMap<Object> map;
    private @Nullable OnceCursor handedOut;
    /** Null: the table was always small. */
    private @Nullable Ahead ahead;

    /** Has the combiners of its keys, of which the table has what they were. Null: the table is empty, or no longer small. */
    private @Nullable NearKeys near;
    /** Null: all values that were put into the table are combined. */
    private @Nullable LateValues late;

    private boolean mayBeLate;
    /** In the middle of something that may read a group's values, and so ask for memory. */
    private boolean busy;
    /** In the middle of being moved to disk. */
    private boolean writing;

    private CombineBuffer(
            Aggregator aggregator,
            KeyEquality equality,
            @Nullable KeyPartitioner partitioner,
            @Nullable Comparator<Object> ordering,
            SpillSpace space) {
        this.aggregator = aggregator;
        this.equality = equality;
        this.partitioner = partitioner;
        this.slotOrder = new SlotOrder(partitioner, ordering);
        this.order = new RecordOrder(ordering);
        this.space = space;
        this.memory = space.memory().reserve(this::spill);
        this.runs = new Runs(space, order, slotOrder.partitions(), "combine");
        this.map = newMap();
        this.mayBeLate = !aggregator.grouping();
    }

    /** One partition, no ordering: keys are the same if {@link Object#equals} says so. */
    public static CombineBuffer hashed(Aggregator aggregator, SpillSpace space) {
        return new CombineBuffer(aggregator, KeyEquality.JDK, null, null, space);
    }

    /**
     * By partition, then by key.
     *
     * @param equality when keys are the same, and their hashes
     * @param ordering of keys within a partition; null: by hash code
     */
    public static CombineBuffer ordered(
            Aggregator aggregator,
            KeyEquality equality,
            KeyPartitioner partitioner,
            @Nullable Comparator<Object> ordering,
            SpillSpace space) {
        return new CombineBuffer(aggregator, equality, partitioner, ordering, space);
    }

    private CombineMap<Object> newMap() {
        return new CombineMap<>(equality, partitioner == null);
    }

    /**
     * @param partition the key's, always the same for equal keys or else they are not combined; 0 if there is only one
     * @param knownHash the key's own hash code if it is known; else {@link RecordCursor#UNKNOWN}
     */
    public void insert(int partition, @Nullable Object key, long knownHash, @Nullable Object value) throws Exception {
        if (near != null) {
            int place = near.place(partition, key);
            if (place != NearKeys.NONE) {
                change(near, place, value);
                return;
            }
        }
        boolean known = knownHash != RecordCursor.UNKNOWN && equality == KeyEquality.JDK;
        long usedHash = known ? knownHash : RecordCursor.UNKNOWN;
        int keyHash = known ? (int) knownHash : equality.hash(key);
        int hash = partitioner == null ? keyHash : SlotOrder.pairHash(partition, keyHash);
        long mark = CombineMap.mark(hash, keyHash);
        if (map.size() < LARGE || !Ahead.mayWait(key, known) || !Ahead.mayWait(value, known)) {
            putWaiting();
            put(partition, key, mark, usedHash, value);
            return;
        }
        if (ahead == null) {
            ahead = new Ahead();
        }
        ahead.add(partition, key, mark, usedHash, value);
        if (ahead.isFull()) {
            putWaiting();
        }
    }

    private void putWaiting() throws Exception {
        if (ahead != null) {
            ahead.drain(map, this::put);
        }
    }

    private void put(int partition, @Nullable Object key, long mark, long knownHash, @Nullable Object value)
            throws Exception {
        boolean isLate = isLate(value);
        int slot = map.find(key, mark);
        if (isLate) {
            putLate(slot, partition, key, mark, knownHash, value);
            return;
        }
        if (slot >= 0) {
            change(partition, key, slot, value);
            return;
        }
        CombineMap<Object> searched = map;
        Object combiner = aggregator.create(value);
        if (map != searched) {
            // It was moved to disk to make room for what the function wanted.
            slot = map.find(key, mark);
        }
        long more = map.growthBytes(key, combiner);
        if (more > 0 && !memory.growTo(bytes() + more)) {
            spill();
            slot = map.find(key, mark);
        }
        if (map.size() == NearKeys.MOST || map.growsNext()) {
            settle();
        }
        map.insert(~slot, key, mark, combiner, partition, knownHash);
        if (!map.packsKeys()) {
            count(key, knownHash != RecordCursor.UNKNOWN);
        }
        if (!map.packsValues()) {
            sizes.add(combiner);
        }
        askForRoom();
    }

    /** Whether the value is to wait until all are there. The first that cannot makes an end of waiting. */
    private boolean isLate(@Nullable Object value) throws Exception {
        if (late != null) {
            if (late.fits(value)) {
                return true;
            }
            mayBeLate = false;
            combineLate();
            return false;
        }
        if (!mayBeLate || map.size() < LARGE || map.packsValues()) {
            return false;
        }
        Packing packing = Packing.of(value);
        mayBeLate = packing != null;
        late = packing == null ? null : new LateValues(packing, this::combine);
        return packing != null;
    }

    private void putLate(
            int slot, int partition, @Nullable Object key, long mark, long knownHash, @Nullable Object value)
            throws Exception {
        LateValues values = Objects.requireNonNull(late);
        long more = values.growthBytes(value) + (slot < 0 ? map.growthBytes(key, LateValues.NOTHING) : 0);
        if (more > 0 && !memory.growTo(bytes() + more)) {
            spill();
            put(partition, key, mark, knownHash, value);
            return;
        }
        int place;
        if (slot < 0) {
            place = map.size();
            map.insert(~slot, key, mark, LateValues.NOTHING, partition, knownHash);
            if (!map.packsKeys()) {
                count(key, knownHash != RecordCursor.UNKNOWN);
            }
        } else {
            place = map.place(slot);
        }
        values.add(place, value);
        askForRoom();
        if (values.isFull()) {
            combineLate();
        }
    }

    /** Puts into the table what waits to be combined, or, from where there is no room any more, into a run. */
    private void combineLate() throws Exception {
        LateValues values = late;
        Entries entries = map.entries();
        if (values == null || entries == null) {
            return;
        }
        values.bringTogether(entries.size());
        for (int place = 0; place < entries.size(); place++) {
            Object old = entries.value(place);
            boolean isNew = old == LateValues.NOTHING;
            long before = isNew ? 0 : sizes.beforeChange(old);
            Object combined = values.combined(place, old);
            entries.setValue(place, combined);
            if (isNew) {
                sizes.add(combined);
            } else {
                sizes.afterChange(before, combined);
            }
            values.doneWith(place);
            if (place % ASK_EVERY == 0) {
                askForRoom();
                if (late == null) {
                    return;
                }
            }
        }
        late = null;
        askForRoom();
    }

    private @Nullable Object combine(@Nullable Object combiner, @Nullable Object value) throws Exception {
        busy = true;
        try {
            return combiner == LateValues.NOTHING ? aggregator.create(value) : aggregator.add(combiner, value);
        } finally {
            busy = false;
        }
    }

    /** Makes the table hold what its keys' combiners are now. */
    private void settle() {
        if (near != null) {
            near.writeBack(map);
            near = null;
        }
    }

    private void askForRoom() throws Exception {
        if (bytes() > memory.bytes() && !memory.growAmplyTo(bytes())) {
            spill();
        }
    }

    private void change(int partition, @Nullable Object key, int slot, @Nullable Object value) throws Exception {
        if (map.size() <= NearKeys.MOST) {
            NearKeys known = near == null ? new NearKeys() : near;
            near = known;
            int place = known.note(partition, key, slot, map.value(slot));
            if (place != NearKeys.NONE) {
                change(known, place, value);
                return;
            }
        }
        change(null, slot, value);
    }

    /** @param at a place, or, if the combiner is in the table, a slot */
    private void change(@Nullable NearKeys known, int at, @Nullable Object value) throws Exception {
        Object old = known == null ? map.value(at) : known.combiner(at);
        boolean packed = map.packsValues();
        long before = packed ? 0 : sizes.beforeChange(old);
        Object combined = combine(old, value);
        if (known != null) {
            if (combined != old) {
                known.setCombiner(at, combined);
            }
            if (packed && Packing.of(combined) != Packing.of(old)) {
                settle();
            }
        } else if (packed || combined != old) {
            map.setValue(at, combined);
        }
        if (!map.packsValues() && sizes.afterChange(packed ? sizes.beforeChange(old) : before, combined)) {
            askForRoom();
        }
    }

    private void count(@Nullable Object key, boolean unseen) {
        if (unseen) {
            // To look at each would take longer than all else that is done with it.
            sizes.addSampled(key);
        } else {
            sizes.add(key);
        }
    }

    private long bytes() {
        long lateBytes = late == null ? 0 : late.bytes(map.size());
        return sizes.bytes() + lateBytes + map.tableBytes() + ORDER_BYTES * map.size();
    }

    /** Whether memory had no room for all of it. */
    public boolean hasSpilled() {
        return !runs.isEmpty();
    }

    /** All combiners in order. Call once, after the last {@link #insert}. */
    public PartitionedCursor combined() throws Exception {
        putWaiting();
        combineLate();
        return combining();
    }

    /** The same; some are made only when they are asked for, by the thread that asks. */
    public PartitionedCursor combining() throws Exception {
        putWaiting();
        settle();
        ahead = null;
        OnceCursor rest = inMemory(runs.isEmpty());
        handedOut = rest;
        if (runs.isEmpty()) {
            return rest;
        }
        return new MergedCombiners(runs.merged(rest), aggregator, equality);
    }

    private OnceCursor inMemory(boolean asIs) {
        SlotCursor records = asIs && partitioner == null ? SlotCursor.asTheyLie(map) : slotOrder.over(map);
        addLate(records);
        return new OnceCursor(records, map.size(), memory, space, order, slotOrder.partitions());
    }

    /** Has what waits be combined as the cursor comes to it. */
    private void addLate(SlotCursor records) {
        LateValues values = late;
        if (values != null) {
            values.bringTogether(map.size());
            records.combineLate(values);
            late = null;
        }
    }

    private void spill() throws Exception {
        if (busy || writing) {
            return;
        }
        if (handedOut != null) {
            handedOut.spill();
            return;
        }
        if (map.size() == 0) {
            return;
        }
        settle();
        long bytes = bytes();
        SlotCursor records = slotOrder.over(map);
        addLate(records);
        writing = true;
        try {
            runs.add(records, bytes);
        } finally {
            writing = false;
        }
        map = newMap();
        sizes.reset();
        memory.shrinkTo(0);
    }
}

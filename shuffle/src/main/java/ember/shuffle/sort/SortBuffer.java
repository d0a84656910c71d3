// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.NaturalOrder;
import ember.shuffle.RecordCursor;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.SizeEstimator;
import ember.storage.memory.TaskMemory.Reservation;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Orders records by key, in memory as long as there is room, else with sorted runs on disk that are merged at the end. Records of equal
 * keys keep their order. Common keys in their natural order are sorted by {@linkplain KeyNumbers numbers} instead of comparing them.
 * Used by one thread.
 */
public final class SortBuffer {
    /** What sorting takes for each record: numbers and places, or else an object to be compared and places for it. */
    private static final long SORT_BYTES = 32;

    private static final int FIRST_RECORDS = 16;
    private static final @Nullable Object[] NONE = {};

    private final Comparator<Object> ordering;
    private final RecordOrder order;
    private final SpillSpace space;
    private final Reservation memory;
    private final RecordSizes sizes = new RecordSizes();
    private final Runs runs;
    /** Keys at even places, their values after them. */
    private @Nullable Object[] records = new @Nullable Object[2 * FIRST_RECORDS];

    private long arrayBytes = SizeEstimator.ofReferences(records.length);
    private int count;
    private @Nullable OnceCursor handedOut;
    /** Writing records that may ask for memory themselves. */
    private boolean spilling;

    public SortBuffer(Comparator<Object> ordering, SpillSpace space) {
        this.ordering = ordering;
        this.order = new RecordOrder(ordering);
        this.space = space;
        this.memory = space.memory().reserve(this::spill);
        this.runs = new Runs(space, order, 1, "sort");
    }

    public void add(@Nullable Object key, @Nullable Object value) throws Exception {
        if (2 * count == records.length) {
            // The old array stays until the new one is filled.
            if (!memory.growTo(bytes() + SizeEstimator.ofReferences(4 * count))) {
                spill();
            }
            if (2 * count == records.length) {
                records = Arrays.copyOf(records, 4 * count);
                arrayBytes = SizeEstimator.ofReferences(records.length);
            }
        }
        records[2 * count] = key;
        records[2 * count + 1] = value;
        count++;
        sizes.add(key);
        sizes.add(value);
        sizes.addBytes(SORT_BYTES);
        if (bytes() > memory.bytes() && !memory.growAmplyTo(bytes())) {
            spill();
        }
    }

    private long bytes() {
        return sizes.bytes() + arrayBytes;
    }

    /** All records in order. Call once, after the last {@link #add}. */
    public RecordCursor sorted() throws Exception {
        OnceCursor rest = new OnceCursor(inOrder(), count, memory, space, order, 1);
        handedOut = rest;
        records = NONE;
        return runs.isEmpty() ? rest : runs.merged(rest);
    }

    private InMemoryCursor inOrder() {
        int[] places = new int[count];
        for (int i = 0; i < count; i++) {
            places[i] = i;
        }
        KeyNumbers keys = ordering instanceof NaturalOrder ? KeyNumbers.of(records, count) : null;
        if (keys == null) {
            compare(places, 0, count);
        } else {
            places = byNumbers(keys, places);
        }
        return new SortedRecords(records, places);
    }

    private int[] byNumbers(KeyNumbers keys, int[] places) {
        long[] numbers = keys.numbers();
        if (ordering == NaturalOrder.DESCENDING) {
            for (int i = 0; i < count; i++) {
                numbers[i] = ~numbers[i];
            }
        }
        RadixSort.Sorted sorted = RadixSort.sort(numbers, places);
        if (!keys.decide()) {
            int from = 0;
            for (int i = 1; i <= count; i++) {
                if (i == count || sorted.numbers()[i] != sorted.numbers()[from]) {
                    compare(sorted.along(), from, i);
                    from = i;
                }
            }
        }
        return sorted.along();
    }

    /**
     * Sorts some places by comparing the keys there. A stable sort, so that equal keys stay in the order in which they came. Null keys go
     * to the program's comparator as they are, as in Spark.
     */
    @SuppressWarnings("NullAway")
    private void compare(int[] places, int from, int until) {
        if (until - from < 2) {
            return;
        }
        Entry[] entries = new Entry[until - from];
        for (int i = from; i < until; i++) {
            entries[i - from] = new Entry(records[2 * places[i]], places[i]);
        }
        Arrays.sort(entries, (left, right) -> ordering.compare(left.key, right.key));
        for (int i = from; i < until; i++) {
            places[i] = entries[i - from].place;
        }
    }

    private record Entry(@Nullable Object key, int place) {}

    private void spill() throws Exception {
        if (handedOut != null) {
            handedOut.spill();
            return;
        }
        if (count == 0 || spilling) {
            return;
        }
        spilling = true;
        try {
            runs.add(inOrder(), bytes());
        } finally {
            spilling = false;
        }
        records = new @Nullable Object[2 * FIRST_RECORDS];
        arrayBytes = SizeEstimator.ofReferences(records.length);
        count = 0;
        sizes.reset();
        memory.shrinkTo(0);
    }
}

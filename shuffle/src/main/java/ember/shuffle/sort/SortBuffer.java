// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.NaturalOrder;
import ember.shuffle.Column;
import ember.shuffle.Packing;
import ember.shuffle.RecordCursor;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.RecordSizes;
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
    /** What sorting takes for each record beside it: a number and its place before and after, or an object to be compared and places. */
    private static final long SORT_BYTES = 32;

    /** The same if the numbers say all of the keys, whose room the first of them take, as the values' bits do theirs. */
    private static final long SORT_NUMBERS_BYTES = 16;

    private final Comparator<Object> ordering;
    private final RecordOrder order;
    private final SpillSpace space;
    private final Reservation memory;
    private final RecordSizes sizes = new RecordSizes();
    private final Runs runs;
    private Column keys = new Column();
    private Column values = new Column();
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
        long more = keys.growthBytes(key) + values.growthBytes(value);
        // Old arrays stay until the new ones are filled.
        if (more > 0 && !memory.growTo(bytes() + more)) {
            spill();
        }
        keys.add(key);
        values.add(value);
        if (!keys.isPacked()) {
            sizes.add(key);
        }
        if (!values.isPacked()) {
            sizes.add(value);
        }
        if (bytes() > memory.bytes() && !memory.growAmplyTo(bytes())) {
            spill();
        }
    }

    private long bytes() {
        long sorting = keys.packing() != null && ordering instanceof NaturalOrder ? SORT_NUMBERS_BYTES : SORT_BYTES;
        return sizes.bytes() + keys.bytes() + values.bytes() + keys.size() * sorting;
    }

    /** All records in order. Call once, after the last {@link #add}. */
    public RecordCursor sorted() throws Exception {
        int count = keys.size();
        OnceCursor rest = new OnceCursor(inOrder(), count, memory, space, order, 1);
        handedOut = rest;
        keys = new Column();
        values = keys;
        return runs.isEmpty() ? rest : runs.merged(rest);
    }

    /** Those that were added. Nobody may ask the columns for their keys and values afterwards. */
    private InMemoryCursor inOrder() {
        KeyNumbers numbers = ordering instanceof NaturalOrder ? KeyNumbers.of(keys) : null;
        if (numbers == null) {
            int[] places = places();
            compare(places, 0, places.length);
            return new SortedRecords(keys, values, places);
        }
        return numbers.packing() == null
                ? byNumbers(numbers.numbers())
                : byNumbers(numbers.numbers(), numbers.packing());
    }

    private int[] places() {
        int[] places = new int[keys.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = i;
        }
        return places;
    }

    /** By numbers that say all of the keys. Bits of values move along: fetching each from its place takes longer. */
    private InMemoryCursor byNumbers(long[] numbers, Packing packing) {
        boolean descending = turn(numbers);
        Packing valuePacking = values.packing();
        if (valuePacking != null) {
            RadixSort.Sorted<long[]> sorted = RadixSort.sort(numbers, values.takeBits());
            return new PackedRecords(
                    new SortedNumbers(sorted.numbers(), packing, descending), sorted.along(), valuePacking);
        }
        RadixSort.Sorted<int[]> sorted = RadixSort.sort(numbers, places());
        return new SortedRecords(new SortedNumbers(sorted.numbers(), packing, descending), values, sorted.along());
    }

    /** By numbers, and keys of equal numbers by comparing them. */
    private InMemoryCursor byNumbers(long[] numbers) {
        turn(numbers);
        RadixSort.Sorted<int[]> sorted = RadixSort.sort(numbers, places());
        int count = numbers.length;
        int from = 0;
        for (int i = 1; i <= count; i++) {
            if (i == count || sorted.numbers()[i] != sorted.numbers()[from]) {
                compare(sorted.along(), from, i);
                from = i;
            }
        }
        return new SortedRecords(keys, values, sorted.along());
    }

    /** Whether the greatest key comes first: then all bits are flipped. */
    private boolean turn(long[] numbers) {
        boolean descending = ordering == NaturalOrder.DESCENDING;
        if (descending) {
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = ~numbers[i];
            }
        }
        return descending;
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
            entries[i - from] = new Entry(keys.get(places[i]), places[i]);
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
        if (keys.size() == 0 || spilling) {
            return;
        }
        spilling = true;
        try {
            long bytes = bytes();
            runs.add(inOrder(), bytes);
        } finally {
            spilling = false;
        }
        keys = new Column();
        values = new Column();
        sizes.reset();
        memory.shrinkTo(0);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.sort;

import ember.model.Pairing;
import ember.shuffle.RecordCursor;
import ember.shuffle.spill.SpillSpace;
import ember.storage.memory.RecordSizes;
import ember.storage.memory.SizeEstimator;
import ember.storage.memory.TaskMemory.Reservation;
import java.util.Arrays;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Orders pairs by key, in memory as long as there is room, else with sorted runs on disk that are merged at the end. Pairs of equal keys
 * keep their order. Used by one thread.
 */
public final class SortBuffer<P> {
    /** A pair's own object, beside its key and value. */
    private static final long PAIR_BYTES = 24;

    private static final @Nullable Object[] NONE = {};

    private final Pairing<P> pairing;
    private final Comparator<Object> ordering;
    private final RecordOrder order;
    private final SpillSpace space;
    private final Reservation memory;
    private final RecordSizes sizes = new RecordSizes();
    private final Runs runs;
    private @Nullable Object[] pairs = new @Nullable Object[16];
    private int count;
    private @Nullable OnceCursor handedOut;
    /** Writing records that may ask for memory themselves. */
    private boolean spilling;

    public SortBuffer(Pairing<P> pairing, Comparator<Object> ordering, SpillSpace space) {
        this.pairing = pairing;
        this.ordering = ordering;
        this.order = new RecordOrder(ordering);
        this.space = space;
        this.memory = space.memory().reserve(this::spill);
        this.runs = new Runs(space, order, 1, "sort");
    }

    public void add(@Nullable Object key, @Nullable Object value) throws Exception {
        if (count == pairs.length) {
            // The old array stays until the new one is filled, and sorting takes half as much again.
            if (!memory.growTo(bytes() + SizeEstimator.ofReferences(2 * count))) {
                spill();
            }
            if (count == pairs.length) {
                pairs = Arrays.copyOf(pairs, 2 * count);
            }
        }
        pairs[count++] = pairing.of(key, value);
        sizes.add(key);
        sizes.add(value);
        sizes.addBytes(PAIR_BYTES);
        if (bytes() > memory.bytes() && !memory.growAmplyTo(bytes())) {
            spill();
        }
    }

    private long bytes() {
        return sizes.bytes() + SizeEstimator.ofReferences(pairs.length);
    }

    /** All pairs in order. Call once, after the last {@link #add}. */
    public RecordCursor sorted() throws Exception {
        int all = count;
        OnceCursor rest = new OnceCursor(inOrder(), all, memory, space, order, 1);
        handedOut = rest;
        pairs = NONE;
        return runs.isEmpty() ? rest : runs.merged(rest);
    }

    // A stable sort, so that equal keys stay in the order in which they came. Null keys go to the program's comparator
    // as they are, as in
    // Spark.
    @SuppressWarnings({"unchecked", "NullAway"})
    private InMemoryCursor inOrder() {
        Arrays.sort((P[]) pairs, 0, count, (left, right) -> ordering.compare(pairing.key(left), pairing.key(right)));
        return new Sorted(pairs, count);
    }

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
        pairs = new @Nullable Object[16];
        count = 0;
        sizes.reset();
        memory.shrinkTo(0);
    }

    /** Walks once over sorted pairs. */
    private final class Sorted implements InMemoryCursor {
        private @Nullable Object[] sorted;
        private final int until;
        private boolean forgetting = true;
        private int next;
        private @Nullable Object key;
        private @Nullable Object value;

        Sorted(@Nullable Object[] sorted, int until) {
            this.sorted = sorted;
            this.until = until;
        }

        @Override
        @SuppressWarnings({"unchecked", "NullAway"}) // only pairs are added
        public boolean advance() {
            if (next == until) {
                key = null;
                value = null;
                if (forgetting) {
                    letGo();
                }
                return false;
            }
            P pair = (P) sorted[next];
            if (forgetting) {
                sorted[next] = null;
            }
            next++;
            key = pairing.key(pair);
            value = pairing.value(pair);
            return true;
        }

        @Override
        public void keepAll() {
            forgetting = false;
        }

        @Override
        public void letGo() {
            sorted = NONE;
        }

        @Override
        public int partition() {
            return 0;
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
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.read;

import ember.model.Aggregator;
import ember.model.KeyEquality;
import ember.model.KeyPartitioner;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import ember.model.function.Function1;
import ember.shuffle.RecordCursor;
import ember.shuffle.Segment;
import ember.shuffle.sort.CombineMap;
import ember.shuffle.sort.OrderedCombineMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reduce side of a shuffle: sorted if the spec has a key ordering, combined if it has an aggregator, else as written.
 * Keys combined without an ordering are the same if {@link Object#equals} says so, as in Spark. No state.
 */
public final class ShuffleReader {
    /** All keys in one partition: what an {@link OrderedCombineMap} is told when one reduce partition is combined. */
    private static final KeyPartitioner ONE_PARTITION = new KeyPartitioner() {
        @Override
        public int numPartitions() {
            return 1;
        }

        @Override
        public int getPartition(@Nullable Object key) {
            return 0;
        }
    };

    /**
     * The pairs of one or more reduce partitions. Combining and sorting are done before this returns; plain records are read as they
     * are asked for.
     *
     * @param segments in the order of the map partitions
     * @param onRecord called for every record read; it may end a killed task by an exception
     */
    public <P> Iterator<P> read(ShuffleSpec<P> spec, List<Segment> segments, Runnable onRecord) throws Exception {
        RecordCursor records = new ConcatenatedCursor(segments, onRecord);
        Aggregator aggregator = spec.aggregator();
        Comparator<Object> ordering = spec.keyOrdering();
        if (aggregator == null) {
            return ordering == null
                    ? new PairIterator<>(spec.pairing(), records)
                    : sorted(spec.pairing(), records, ordering);
        }
        Aggregator combining = spec.mapSideCombine() ? mergingCombiners(aggregator) : aggregator;
        if (ordering != null) {
            return combinedAndSorted(spec, records, combining, ordering);
        }
        return new PairIterator<>(spec.pairing(), new CombinedCursor(combined(records, combining)));
    }

    /** Combines the values of each key of pairs that need not be moved, as {@link #read} would. Done before this returns. */
    public <P> Iterator<P> combine(Iterator<P> pairs, Pairing<P> pairing, Aggregator aggregator) throws Exception {
        return new PairIterator<>(pairing, new CombinedCursor(combined(new PairCursor<>(pairs, pairing), aggregator)));
    }

    /** Orders pairs that need not be moved by key; those of equal keys keep their order. Done before this returns. */
    public <P> Iterator<P> sort(Iterator<P> pairs, Pairing<P> pairing, Comparator<Object> keyOrdering)
            throws Exception {
        return sorted(pairing, new PairCursor<>(pairs, pairing), keyOrdering);
    }

    private static Aggregator mergingCombiners(Aggregator aggregator) {
        Function1<Object, Object> same = combiner -> combiner;
        return new Aggregator(same, aggregator.mergeCombiners(), aggregator.mergeCombiners());
    }

    private static CombineMap<Object> combined(RecordCursor records, Aggregator aggregator) throws Exception {
        CombineMap<Object> map = new CombineMap<>(KeyEquality.JDK, true);
        while (records.advance()) {
            Object key = records.key();
            int hash = key == null ? 0 : key.hashCode();
            int slot = map.find(key, hash);
            if (slot >= 0) {
                map.setValue(slot, aggregator.add(map.value(slot), records.value()));
            } else {
                map.insert(~slot, key, hash, aggregator.create(records.value()));
            }
        }
        return map;
    }

    private static <P> Iterator<P> combinedAndSorted(
            ShuffleSpec<P> spec, RecordCursor records, Aggregator aggregator, Comparator<Object> ordering)
            throws Exception {
        OrderedCombineMap map = new OrderedCombineMap(aggregator, spec.keyEquality());
        while (records.advance()) {
            map.insert(0, records.key(), records.value());
        }
        List<P> pairs = new ArrayList<>();
        map.forEachOrdered(
                ONE_PARTITION,
                ordering,
                (partition, key, value) -> pairs.add(spec.pairing().of(key, value)));
        return pairs.iterator();
    }

    @SuppressWarnings("NullAway") // Null keys go to the user's comparator as they are, as in Spark.
    private static <P> Iterator<P> sorted(Pairing<P> pairing, RecordCursor records, Comparator<Object> ordering)
            throws Exception {
        List<P> pairs = new ArrayList<>();
        while (records.advance()) {
            pairs.add(pairing.of(records.key(), records.value()));
        }
        // A stable sort: equal keys stay in the order of the map partitions.
        pairs.sort((left, right) -> ordering.compare(pairing.key(left), pairing.key(right)));
        return pairs.iterator();
    }
}

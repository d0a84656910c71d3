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
import ember.shuffle.group.GroupMap;
import ember.shuffle.sort.CombineBuffer;
import ember.shuffle.sort.SortBuffer;
import ember.shuffle.spill.SpillSpace;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the reduce side of a shuffle: sorted if the spec has a key ordering, combined if it has an aggregator, else as written.
 * Keys combined without an ordering are the same if {@link Object#equals} says so, as in Spark. No state.
 */
public final class ShuffleReader {
    /** All keys in one partition: what a {@link CombineBuffer} is told when one reduce partition is combined. */
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
     * @param space the task's
     */
    public <P> Iterator<P> read(ShuffleSpec<P> spec, List<Segment> segments, Runnable onRecord, SpillSpace space)
            throws Exception {
        RecordCursor records = new ConcatenatedCursor(segments, onRecord);
        Aggregator aggregator = spec.aggregator();
        Comparator<Object> ordering = spec.keyOrdering();
        if (aggregator == null) {
            return new PairIterator<>(spec.pairing(), ordering == null ? records : sorted(records, ordering, space));
        }
        if (aggregator.grouping() && !spec.mapSideCombine() && ordering == null) {
            return grouped(spec.pairing(), records, space);
        }
        Aggregator combining = spec.mapSideCombine() ? mergingCombiners(aggregator) : aggregator;
        return new PairIterator<>(
                spec.pairing(),
                ordering == null
                        ? combined(records, combining, space)
                        : combinedAndSorted(spec.keyEquality(), records, combining, ordering, space));
    }

    /** Combines the values of each key of pairs that need not be moved, as {@link #read} would. Done before this returns. */
    public <P> Iterator<P> combine(Iterator<P> pairs, Pairing<P> pairing, Aggregator aggregator, SpillSpace space)
            throws Exception {
        if (aggregator.grouping()) {
            return grouped(pairing, new PairCursor<>(pairs, pairing), space);
        }
        return new PairIterator<>(pairing, combined(new PairCursor<>(pairs, pairing), aggregator, space));
    }

    /** Orders pairs that need not be moved by key; those of equal keys keep their order. Done before this returns. */
    public <P> Iterator<P> sort(Iterator<P> pairs, Pairing<P> pairing, Comparator<Object> keyOrdering, SpillSpace space)
            throws Exception {
        return new PairIterator<>(pairing, sorted(new PairCursor<>(pairs, pairing), keyOrdering, space));
    }

    private static <P> Iterator<P> grouped(Pairing<P> pairing, RecordCursor records, SpillSpace space)
            throws Exception {
        GroupMap groups = new GroupMap(1, space);
        while (records.advance()) {
            groups.add(0, records.key(), records.value());
        }
        return groups.groups((key, sides) -> pairing.of(key, sides.get(0)));
    }

    private static Aggregator mergingCombiners(Aggregator aggregator) {
        Function1<Object, Object> same = combiner -> combiner;
        return new Aggregator(same, aggregator.mergeCombiners(), aggregator.mergeCombiners());
    }

    private static RecordCursor combined(RecordCursor records, Aggregator aggregator, SpillSpace space)
            throws Exception {
        CombineBuffer buffer = CombineBuffer.hashed(aggregator, space);
        while (records.advance()) {
            buffer.insert(0, records.key(), records.knownKeyHash(), records.value());
        }
        return buffer.combined();
    }

    private static RecordCursor combinedAndSorted(
            KeyEquality equality,
            RecordCursor records,
            Aggregator aggregator,
            Comparator<Object> ordering,
            SpillSpace space)
            throws Exception {
        CombineBuffer buffer = CombineBuffer.ordered(aggregator, equality, ONE_PARTITION, ordering, space);
        while (records.advance()) {
            buffer.insert(0, records.key(), records.knownKeyHash(), records.value());
        }
        return buffer.combined();
    }

    private static RecordCursor sorted(RecordCursor records, Comparator<Object> ordering, SpillSpace space)
            throws Exception {
        SortBuffer buffer = new SortBuffer(ordering, space);
        while (records.advance()) {
            buffer.add(records.key(), records.value());
        }
        return buffer.sorted();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.write;

import ember.model.Aggregator;
import ember.model.KeyPartitioner;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import ember.shuffle.MapOutputSegments;
import ember.shuffle.Segment;
import ember.shuffle.SegmentBuilder;
import ember.shuffle.sort.CombineBuffer;
import ember.shuffle.sort.PartitionedCursor;
import ember.shuffle.spill.SpillSpace;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.Serialization;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Writes the map side of a shuffle. Safe for use by many threads, each writing its own output. */
public final class ShuffleWriter {
    private final Immutability immutability;
    private final Serialization serialization;

    public ShuffleWriter(Immutability immutability, Serialization serialization) {
        this.immutability = immutability;
        this.serialization = serialization;
    }

    /**
     * Consumes the pairs of a map partition. Without map-side combine, records keep their order of arrival; with it, those of a
     * reduce partition are ordered by the key ordering or else by the hash codes of the keys, as Spark writes them. The iterator may
     * reuse its pair object.
     *
     * @param space the task's
     * @throws ArrayIndexOutOfBoundsException if the partitioner gives a partition that does not exist
     * @throws java.io.NotSerializableException if a record is neither immutable nor serialisable
     */
    public <P> MapOutputSegments write(ShuffleSpec<P> spec, Iterator<? extends P> pairs, SpillSpace space)
            throws Exception {
        SegmentBuilder[] builders = newBuilders(spec.partitioner().numPartitions());
        Aggregator aggregator = spec.aggregator();
        if (spec.mapSideCombine() && aggregator != null) {
            combine(spec, aggregator, pairs, builders, space);
        } else {
            Pairing<P> pairing = spec.pairing();
            KeyPartitioner partitioner = spec.partitioner();
            while (pairs.hasNext()) {
                P pair = pairs.next();
                Object key = pairing.key(pair);
                builders[partitioner.getPartition(key)].add(key, pairing.value(pair));
            }
        }
        List<Segment> segments = new ArrayList<>(builders.length);
        for (SegmentBuilder builder : builders) {
            segments.add(builder.build());
        }
        return new MapOutputSegments(segments);
    }

    private static <P> void combine(
            ShuffleSpec<P> spec,
            Aggregator aggregator,
            Iterator<? extends P> pairs,
            SegmentBuilder[] builders,
            SpillSpace space)
            throws Exception {
        Pairing<P> pairing = spec.pairing();
        KeyPartitioner partitioner = spec.partitioner();
        CombineBuffer buffer =
                CombineBuffer.ordered(aggregator, spec.keyEquality(), partitioner, spec.keyOrdering(), space);
        while (pairs.hasNext()) {
            P pair = pairs.next();
            Object key = pairing.key(pair);
            int partition = partitioner.getPartition(key);
            if (partition < 0 || partition >= builders.length) {
                throw new ArrayIndexOutOfBoundsException(partition);
            }
            buffer.insert(partition, key, pairing.value(pair));
        }
        PartitionedCursor combined = buffer.combined();
        while (combined.advance()) {
            builders[combined.partition()].add(combined.key(), combined.value());
        }
    }

    private SegmentBuilder[] newBuilders(int count) {
        Immutability.Probe keys = immutability.newProbe();
        Immutability.Probe values = immutability.newProbe();
        SegmentBuilder[] builders = new SegmentBuilder[count];
        for (int i = 0; i < count; i++) {
            builders[i] = new SegmentBuilder(serialization, keys, values);
        }
        return builders;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.shuffle.write;

import ember.model.Aggregator;
import ember.model.KeyPartitioner;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import ember.model.function.VoidFunction1;
import ember.shuffle.MapOutputFile;
import ember.shuffle.MapOutputWriter;
import ember.shuffle.PartitionedRecords;
import ember.shuffle.RecordCursor;
import ember.shuffle.sort.CombineBuffer;
import ember.shuffle.sort.PartitionedCursor;
import ember.shuffle.spill.SpillSpace;
import ember.storage.disk.FrameFormat;
import ember.storage.disk.FrameOutputStream;
import ember.storage.memory.TaskMemory.Reservation;
import ember.storage.serialize.Immutability;
import ember.storage.serialize.data.DataSerialization;
import java.io.IOException;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Writes the map side of a shuffle. Safe for use by many threads, each writing its own output. */
public final class ShuffleWriter {
    private final Immutability immutability;
    private final DataSerialization data;
    private final FrameFormat format;
    private final IntPredicate outgrowsMemory;

    /**
     * @param data how records become bytes where they must; each of its records stands alone, so that they can be put together anew
     * @param format of outputs that memory has no room for
     * @param outgrowsMemory whether there is no room for all outputs of the shuffle of this id, as far as is known
     */
    public ShuffleWriter(
            Immutability immutability, DataSerialization data, FrameFormat format, IntPredicate outgrowsMemory) {
        this.immutability = immutability;
        this.data = data;
        this.format = format;
        this.outgrowsMemory = outgrowsMemory;
    }

    /** Pairs of a map partition. */
    public interface Pairs<P> {
        /** Hands each on before the next is made, which may be the same object. */
        void forEach(VoidFunction1<P> taker) throws Exception;
    }

    /**
     * Consumes the pairs of a map partition. Without map-side combine, records keep their order of arrival; with it, those of a
     * reduce partition are ordered by the key ordering or else by the hash codes of the keys, as Spark writes them.
     *
     * @param space the task's
     * @throws ArrayIndexOutOfBoundsException if the partitioner gives a partition that does not exist
     * @throws java.io.NotSerializableException if a record is neither immutable nor serialisable
     * @throws java.io.IOException if memory has no room and the disk refuses
     */
    public <P> WrittenOutput write(ShuffleSpec<P> spec, Pairs<P> pairs, SpillSpace space) throws Exception {
        KeyPartitioner partitioner = spec.partitioner();
        PartitionedRecords records = new PartitionedRecords(
                partitioner.numPartitions(), outgrowsMemory.test(spec.shuffleId()), immutability, data);
        OutputCollector output = new OutputCollector(spec.shuffleId(), records, space, format);
        Aggregator aggregator = spec.aggregator();
        if (!spec.mapSideCombine() || aggregator == null) {
            pairs.forEach(new Collecting<>(spec.pairing(), partitioner, output));
            return output.finish();
        }
        CombineBuffer buffer =
                CombineBuffer.ordered(aggregator, spec.keyEquality(), partitioner, spec.keyOrdering(), space);
        Keys keys = new Keys(immutability.newProbe());
        pairs.forEach(new Combining<>(spec.pairing(), partitioner, partitioner.numPartitions(), buffer, keys));
        if (buffer.hasSpilled()) {
            return inOneFile(spec, buffer.combining(), space);
        }
        PartitionedCursor combined = buffer.combining();
        while (combined.advance()) {
            long keyHash = keys.immutable ? combined.knownKeyHash() : RecordCursor.UNKNOWN;
            output.add(combined.partition(), combined.key(), keyHash, combined.value());
        }
        return output.finish();
    }

    /** What memory had no room for as it came is in order now: it goes straight to the file of the output. */
    private <P> WrittenOutput inOneFile(ShuffleSpec<P> spec, PartitionedCursor records, SpillSpace space)
            throws Exception {
        int partitions = spec.partitioner().numPartitions();
        Reservation memory = space.memory().reserve(() -> {});
        memory.hold(FrameOutputStream.bufferBytes(format));
        try (MapOutputWriter out =
                new MapOutputWriter(space.reserveFile("shuffle-" + spec.shuffleId()), partitions, data, format)) {
            int partition = 0;
            while (records.advance()) {
                for (; partition < records.partition(); partition++) {
                    out.endPartition();
                }
                out.write(records.key(), records.value());
            }
            for (; partition < partitions; partition++) {
                out.endPartition();
            }
            MapOutputFile file = out.finish();
            memory.shrinkTo(0);
            return new WrittenOutput(file, memory, space, out.serializedBytes(), out.writeNanos());
        }
    }

    /** Takes pairs as they come. */
    private record Collecting<P>(Pairing<P> pairing, KeyPartitioner partitioner, OutputCollector output)
            implements VoidFunction1<P> {
        @Override
        public void call(P pair) throws IOException {
            Object key = pairing.key(pair);
            output.add(partitioner.getPartition(key), key, RecordCursor.UNKNOWN, pairing.value(pair));
        }
    }

    /** Takes pairs into a table. */
    private record Combining<P>(
            Pairing<P> pairing, KeyPartitioner partitioner, int partitions, CombineBuffer buffer, Keys keys)
            implements VoidFunction1<P> {
        @Override
        public void call(P pair) throws Exception {
            Object key = pairing.key(pair);
            int partition = partitioner.getPartition(key);
            if (partition < 0 || partition >= partitions) {
                throw new ArrayIndexOutOfBoundsException(partition);
            }
            keys.look(key);
            buffer.insert(partition, key, RecordCursor.UNKNOWN, pairing.value(pair));
        }
    }

    /** Whether all keys so far are immutable. Asked when a key is at hand: later each would have to be brought from memory once more. */
    private static final class Keys {
        private final Immutability.Probe probe;
        private boolean immutable = true;

        Keys(Immutability.Probe probe) {
            this.probe = probe;
        }

        void look(@Nullable Object key) {
            immutable = immutable && probe.isImmutable(key);
        }
    }
}

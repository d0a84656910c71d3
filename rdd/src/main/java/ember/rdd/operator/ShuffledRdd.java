// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Aggregator;
import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import ember.rdd.Dependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import ember.rdd.ShuffleLocations;
import ember.rdd.TaskContext;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pairs of the parent, moved to where the partitioner wants them, combined and ordered on the way. */
public final class ShuffledRdd<P> extends Rdd<P> {
    private final Partitioner partitioner;

    private ShuffledRdd(Rdd<P> parent, Partitioner partitioner, ShuffleSpec<P> spec) {
        super(parent.runner(), List.of(new ShuffleDependency<>(parent, partitioner, spec)));
        this.partitioner = partitioner;
    }

    /** Pairs as they are. */
    public static <P> ShuffledRdd<P> moving(Rdd<P> parent, Pairing<P> pairing, Partitioner partitioner) {
        return new ShuffledRdd<>(
                parent, partitioner, spec(parent, pairing, partitioner, null, false, null, KeyEquality.JDK));
    }

    /** Pairs as they are, each partition ordered by key. */
    public static <P> ShuffledRdd<P> sorting(
            Rdd<P> parent, Pairing<P> pairing, Partitioner partitioner, Comparator<Object> keyOrdering) {
        return new ShuffledRdd<>(
                parent, partitioner, spec(parent, pairing, partitioner, null, false, keyOrdering, KeyEquality.JDK));
    }

    /**
     * One pair per key.
     *
     * @param mapSideCombine combine before moving too
     * @param keyEquality for combining before moving
     */
    public static <P> ShuffledRdd<P> combining(
            Rdd<P> parent,
            Pairing<P> pairing,
            Partitioner partitioner,
            Aggregator aggregator,
            boolean mapSideCombine,
            KeyEquality keyEquality) {
        return new ShuffledRdd<>(
                parent, partitioner, spec(parent, pairing, partitioner, aggregator, mapSideCombine, null, keyEquality));
    }

    private static <P> ShuffleSpec<P> spec(
            Rdd<P> parent,
            Pairing<P> pairing,
            Partitioner partitioner,
            @Nullable Aggregator aggregator,
            boolean mapSideCombine,
            @Nullable Comparator<Object> keyOrdering,
            KeyEquality keyEquality) {
        int shuffleId = parent.runner().newShuffleId();
        return new ShuffleSpec<>(shuffleId, pairing, partitioner, aggregator, mapSideCombine, keyOrdering, keyEquality);
    }

    @Override
    public String kind() {
        return "ShuffledRDD";
    }

    @Override
    public Partitioner partitioner() {
        return partitioner;
    }

    @Override
    public boolean keepsShuffleOrder() {
        return dependencies().get(0) instanceof ShuffleDependency<?> shuffle
                && shuffle.spec().aggregator() == null;
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return Indexes.upTo(partitioner.numPartitions());
    }

    @Override
    protected List<String> placesOf(List<Dependency> parents, Partition partition, ShuffleLocations shuffles) {
        return shuffles.hosts(((ShuffleDependency<?>) parents.get(0)).shuffleId(), partition.index());
    }

    @Override
    @SuppressWarnings("unchecked") // its one parent is the shuffle that it was made with
    public Iterator<P> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        ShuffleDependency<P> shuffle = (ShuffleDependency<P>) parents.get(0);
        return context.readShuffle(shuffle, partition.index(), partition.index() + 1);
    }
}

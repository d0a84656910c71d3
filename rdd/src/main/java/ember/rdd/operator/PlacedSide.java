// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.KeyEquality;
import ember.model.Pairing;
import ember.model.ShuffleSpec;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import ember.rdd.TaskContext;
import java.util.Iterator;

/** A side of an operation on several RDDs whose pairs must be placed alike: moved only if they are not in place already. */
final class PlacedSide {
    private PlacedSide() {}

    static <P> Dependency of(Rdd<P> parent, Pairing<P> pairing, Partitioner partitioner) {
        if (partitioner.equals(parent.partitioner())) {
            return new NarrowDependency.OneToOne(parent);
        }
        int shuffleId = parent.runner().newShuffleId();
        return new ShuffleDependency<>(
                parent,
                partitioner,
                new ShuffleSpec<>(shuffleId, pairing, partitioner, null, false, null, KeyEquality.JDK));
    }

    /** The pairs that a side brings to a partition. */
    @SuppressWarnings("unchecked") // the sides were made from RDDs of pairs of type P
    static <P> Iterator<P> read(Dependency side, int partition, TaskContext context) throws Exception {
        if (side instanceof ShuffleDependency<?> shuffle) {
            return (Iterator<P>) context.readShuffle(shuffle, partition, partition + 1);
        }
        return (Iterator<P>) context.read(side.rdd(), partition);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.ShuffleSpec;

/**
 * Every partition of the child needs records of every partition of the parent: the boundary between two stages.
 *
 * <p>Making one takes a shuffle id from the context, as in Spark, so ids can be told from the order of the calls.
 */
public final class ShuffleDependency<P> implements Dependency {
    private final Rdd<P> rdd;
    private final ShuffleSpec<P> spec;
    private final Partitioner partitioner;

    /** {@code spec.shuffleId()} must have come from {@link JobRunner#newShuffleId}. */
    public ShuffleDependency(Rdd<P> rdd, Partitioner partitioner, ShuffleSpec<P> spec) {
        this.rdd = rdd;
        this.partitioner = partitioner;
        this.spec = spec;
    }

    @Override
    public Rdd<P> rdd() {
        return rdd;
    }

    public ShuffleSpec<P> spec() {
        return spec;
    }

    public int shuffleId() {
        return spec.shuffleId();
    }

    /** The partitioner as the user knows it; equal partitioners spare a shuffle. */
    public Partitioner partitioner() {
        return partitioner;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.CallSite;
import ember.model.Failures;
import org.jspecify.annotations.Nullable;

/** What lineage needs of the engine: ids, settings, and jobs. One per context. */
public interface JobRunner {
    /** @throws IllegalStateException if the context was stopped */
    void ensureActive();

    int newRddId();

    int newShuffleId();

    /** The user's call that is being served. */
    CallSite callSite();

    int defaultParallelism();

    /** The value of a configuration key, or null. */
    @Nullable
    String setting(String key);

    Failures failures();

    /**
     * Computes {@code function} over the given partitions and waits.
     *
     * @param partitions indices of partitions, in any order, possibly repeated
     * @throws IllegalArgumentException if an index is out of range
     */
    <T, U> void runJob(Rdd<T> rdd, PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler);

    /** Starts the same job without waiting. */
    <T, U> RunningJob submitJob(
            Rdd<T> rdd, PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler);

    /** The RDD was given a storage level; called once per change. */
    void persisted(Rdd<?> rdd);

    /** The RDD's level was taken away: its blocks may go. */
    void unpersisted(Rdd<?> rdd, boolean blocking);

    /** How much of the RDD is cached now. */
    CachedSize cachedSize(Rdd<?> rdd);

    /** Cached partitions of an RDD and the bytes they take. */
    record CachedSize(int partitions, long memoryBytes, long diskBytes) {}
}

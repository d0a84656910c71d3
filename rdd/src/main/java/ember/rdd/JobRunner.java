// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import ember.model.CallSite;
import ember.model.Failures;
import ember.model.function.Function0;
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
     * Checks that a user's function can travel to tasks; called by every operation that is given one. Throws
     * {@link Failures#notSerializable} if it cannot.
     */
    void checkClosure(Object function);

    /**
     * A source of copies of a value as it is now; tasks may use it too. A value that can never change is its own copy.
     *
     * @throws Exception a {@link java.io.NotSerializableException}, bare, if the value cannot be copied
     */
    <V> Function0<V> copiesOf(V value) throws Exception;

    /** Wraps work that another thread will do, so that the jobs it starts have this thread's properties and call site. */
    Runnable onBehalfOfCaller(Runnable work);

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

    /** Jobs on one RDD that follow each other. This one saves nothing. */
    default <T> JobSeries<T> series(Rdd<T> rdd) {
        return new JobSeries<>() {
            @Override
            public <U> RunningJob submit(PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler) {
                return submitJob(rdd, function, partitions, handler);
            }
        };
    }

    /** The RDD was given a storage level; called once per change. */
    void persisted(Rdd<?> rdd);

    /** The RDD's level was taken away: its blocks may go. */
    void unpersisted(Rdd<?> rdd, boolean blocking);

    /** For truncating lineages. */
    Checkpoints checkpoints();

    /** How much of the RDD is cached now. */
    CachedSize cachedSize(Rdd<?> rdd);

    /** Cached partitions of an RDD and the bytes they take. */
    record CachedSize(int partitions, long memoryBytes, long diskBytes) {}
}

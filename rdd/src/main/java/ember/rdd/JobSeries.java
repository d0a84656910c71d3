// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

/**
 * Jobs on one RDD that follow each other, such as the rounds of {@code take}: planned once, and the functions of the lineage serialised
 * once. Each is a job of its own for all who watch.
 */
public interface JobSeries<T> {
    /**
     * Runs the next job of the series and waits.
     *
     * @throws Exception what the job failed with, as users see it
     */
    default <U> void run(PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler)
            throws Exception {
        submit(function, partitions, handler).await();
    }

    /** Starts the next job of the series. */
    <U> RunningJob submit(PartitionFunction<T, U> function, int[] partitions, ResultHandler<U> handler);
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.io.File;
import org.jspecify.annotations.Nullable;

/** What truncating lineages needs of the engine. */
public interface Checkpoints {
    /** The context's own directory for reliable checkpoints; null: none was set. */
    @Nullable
    File directory();

    /**
     * A job on the RDD is about to be submitted, which somebody will wait for: what it computes of marked RDDs is kept.
     *
     * @return what is to be done if it fails, after which nothing is kept
     */
    Runnable beforeJob(Rdd<?> rdd);

    /** A job on the RDD has succeeded and somebody waited for it: what was marked is truncated now, before he goes on. */
    void afterJob(Rdd<?> rdd);

    /** A reliable checkpoint has been written; its files may be deleted when {@code reader} can no longer be reached. */
    void written(Rdd<?> reader, File directory);

    /** The indices of the partitions that no executor has stored. */
    int[] uncachedPartitions(Rdd<?> rdd);

    /** Says something in the log under the name of one of Spark's classes. */
    void info(String logger, String message);

    /** The same, as a warning. */
    void warn(String logger, String message);
}

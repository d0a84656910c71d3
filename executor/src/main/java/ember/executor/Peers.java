// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.BlockId;
import ember.model.MapOutput;
import ember.shuffle.Segment;
import ember.storage.BlockLocks;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** The other executors of the engine, as one of them sees them. */
public interface Peers {
    /** The part of a map output for one reduce partition; null: it is not there any more. Opened when it is read. */
    @Nullable
    Segment segment(MapOutput output, int reducePartition);

    /** Whether a map output is where it should be, as far as can be told without reading it. */
    boolean isThere(MapOutput output);

    /**
     * The elements of a block that another executor than {@code asking} has stored, as they are there; null: none has. Does not wait for
     * one that computes it.
     *
     * @param locks of the task that reads
     */
    <T> @Nullable Iterator<T> block(BlockId block, String asking, BlockLocks locks) throws Exception;

    /** A map output was found damaged: whoever keeps it drops it. */
    void drop(MapOutput output);
}

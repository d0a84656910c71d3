// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.io.Serializable;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * How the records of a shuffle are partitioned, combined and ordered. Travels to tasks as one closure, so what the user's functions
 * capture is each task's own.
 *
 * @param shuffleId counted from 0 in its context
 * @param aggregator how values of a key are combined; null: records pass as they are
 * @param mapSideCombine combine before writing; needs an aggregator
 * @param keyOrdering order of keys within a reduce partition; null: none. Used on the reduce side, and on the map side only when combining
 * @param keyEquality when two keys are the same while combining before the shuffle; after it {@link Object#equals} decides
 */
public record ShuffleSpec<P>(
        int shuffleId,
        Pairing<P> pairing,
        KeyPartitioner partitioner,
        @Nullable Aggregator aggregator,
        boolean mapSideCombine,
        @Nullable Comparator<Object> keyOrdering,
        KeyEquality keyEquality)
        implements Serializable {
    public ShuffleSpec {
        if (mapSideCombine && aggregator == null) {
            throw new IllegalArgumentException("Map-side combine without Aggregator specified!");
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.model.MapOutput;
import ember.shuffle.Segment;
import org.jspecify.annotations.Nullable;

/** The other executors of the engine, as one of them sees them. */
public interface Peers {
    /** The part of a map output for one reduce partition; null: it is not there any more. Opened when it is read. */
    @Nullable
    Segment segment(MapOutput output, int reducePartition);

    /** A map output was found damaged: whoever keeps it drops it. */
    void drop(MapOutput output);
}

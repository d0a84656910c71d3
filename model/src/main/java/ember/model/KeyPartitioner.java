// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Which reduce partition a key belongs to: all that a shuffle asks of a partitioner. */
public interface KeyPartitioner extends Serializable {
    int numPartitions();

    /** A number in [0, {@link #numPartitions}), the same for equal keys. */
    int getPartition(@Nullable Object key);
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.util.List;

/** Where shuffled data lies, as far as that is a reason to compute something there. */
public interface ShuffleLocations {
    /** Hosts that hold a large part of what a reduce partition reads, each once; empty: none does, or it is not known. */
    List<String> hosts(int shuffleId, int reducePartition);
}

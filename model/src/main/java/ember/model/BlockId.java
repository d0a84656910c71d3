// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import org.jspecify.annotations.Nullable;

/** The name of a piece of stored data. Its {@link #name} is Spark's, seen in logs, listeners and file names. */
public sealed interface BlockId {
    String name();

    /** One cached partition of an RDD. */
    record RddBlock(int rddId, int partition) implements BlockId {
        @Override
        public String name() {
            return "rdd_" + rddId + "_" + partition;
        }

        // Written out like those of other records that every job compares: linking the generated ones takes
        // milliseconds.
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof RddBlock that && that.rddId == rddId && that.partition == partition;
        }

        @Override
        public int hashCode() {
            return 31 * rddId + partition;
        }
    }
}

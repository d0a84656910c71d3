// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.transform;

import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.partition.HashPartitioner;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an operation on several RDDs places its keys if the user does not say. */
final class DefaultPartitioner {
    private static final String DEFAULT_PARALLELISM = "spark.default.parallelism";

    private DefaultPartitioner() {}

    /**
     * The partitioner of the parent that has the most partitions among those with a partitioner, unless they are few: less than a tenth
     * of the widest parent's and fewer than would be used otherwise. Else by hash, into as many partitions as is set or as the widest has.
     *
     * @param parents at least one
     */
    static Partitioner of(List<? extends Rdd<?>> parents) {
        Rdd<?> placed = null;
        for (Rdd<?> parent : parents) {
            Partitioner partitioner = parent.partitioner();
            if (partitioner != null
                    && partitioner.numPartitions() > 0
                    && (placed == null || placed.numPartitions() < parent.numPartitions())) {
                placed = parent;
            }
        }
        Rdd<?> any = parents.get(0);
        boolean isSet = any.runner().setting(DEFAULT_PARALLELISM) != null;
        if (placed == null && isSet) {
            // Nobody's partitions are listed without need: that may fail.
            return new HashPartitioner(any.runner().defaultParallelism());
        }
        int widest = widest(parents);
        int usual = isSet ? any.runner().defaultParallelism() : widest;
        Partitioner existing = worthKeeping(placed, widest, usual);
        return existing == null ? new HashPartitioner(usual) : existing;
    }

    private static int widest(List<? extends Rdd<?>> parents) {
        int widest = 0;
        for (Rdd<?> parent : parents) {
            widest = Math.max(widest, parent.numPartitions());
        }
        return widest;
    }

    private static @Nullable Partitioner worthKeeping(@Nullable Rdd<?> placed, int widest, int usual) {
        if (placed == null) {
            return null;
        }
        int count = placed.numPartitions();
        boolean sameOrder = Math.log10(widest) - Math.log10(count) < 1;
        return sameOrder || usual <= count ? placed.partitioner() : null;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd;

import java.util.List;

/** The plainest jobs, which operations need while they are being defined. */
public final class Jobs {
    private Jobs() {}

    /** Every partition, once. */
    public static int[] allPartitions(Rdd<?> rdd) {
        return firstPartitions(rdd.numPartitions());
    }

    /** Partitions 0 to {@code count} - 1. */
    public static int[] firstPartitions(int count) {
        int[] indices = new int[count];
        for (int i = 0; i < count; i++) {
            indices[i] = i;
        }
        return indices;
    }

    /** All elements, in the order of partitions, as a list that cannot be changed. */
    public static <T> List<T> collect(Rdd<T> rdd) {
        return Elements.concat(collect(rdd, allPartitions(rdd)));
    }

    /** The elements of some partitions, in the order asked for. */
    public static Elements[] collect(Rdd<?> rdd, int[] partitions) {
        Elements[] parts = new Elements[partitions.length];
        rdd.runner().runJob(rdd, new AllElements<>(), partitions, (i, part) -> parts[i] = part);
        return parts;
    }
}

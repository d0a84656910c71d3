// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Partition;
import java.util.ArrayList;
import java.util.List;

/** Lists of partitions that are nothing but their index. */
final class Indexes {
    private Indexes() {}

    /** @param count none if it is negative */
    static List<Partition> upTo(int count) {
        List<Partition> partitions = new ArrayList<>(Math.max(count, 0));
        for (int i = 0; i < count; i++) {
            partitions.add(new Partition.Indexed(i));
        }
        return partitions;
    }
}

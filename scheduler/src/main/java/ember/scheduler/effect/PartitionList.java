// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.effect;

import java.util.AbstractList;
import java.util.RandomAccess;

/** Partitions as a list that keeps no objects: a stage may have 400,000 of them. */
public final class PartitionList extends AbstractList<Integer> implements RandomAccess {
    private final int[] partitions;

    /** @param partitions kept, not copied: nobody may write to it any more */
    public PartitionList(int... partitions) {
        this.partitions = partitions;
    }

    @Override
    public Integer get(int position) {
        return partitions[position];
    }

    @Override
    public int size() {
        return partitions.length;
    }
}

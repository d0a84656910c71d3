// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.checkpoint;

import ember.rdd.Dependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Stands in for an RDD that was truncated to its cached partitions. It is only ever computed when one of these is lost. */
final class LocalCheckpointRdd<T> extends Rdd<T> {
    private final int truncatedId;
    private final int partitions;

    LocalCheckpointRdd(Rdd<T> truncated) {
        super(truncated.runner());
        this.truncatedId = truncated.id();
        this.partitions = truncated.numPartitions();
    }

    @Override
    public String kind() {
        return "LocalCheckpointRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<Partition> listed = new ArrayList<>(partitions);
        for (int i = 0; i < partitions; i++) {
            listed.add(new Partition.Indexed(i));
        }
        return listed;
    }

    @Override
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        throw context.failures().checkpointBlockLost("rdd_" + truncatedId + "_" + partition.index());
    }
}

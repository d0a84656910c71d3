// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;

/** No partitions, no elements. */
public final class EmptyRdd<T> extends Rdd<T> {
    public EmptyRdd(JobRunner runner) {
        super(runner);
    }

    @Override
    public String kind() {
        return "EmptyRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return List.of();
    }

    @Override
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) {
        throw new UnsupportedOperationException("empty RDD");
    }
}

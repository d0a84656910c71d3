// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.executor;

import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The numbers below a count, in each of two partitions. */
final class Source extends Rdd<Integer> {
    private final int count;

    Source(JobRunner runner, int count) {
        super(runner);
        this.count = count;
    }

    @Override
    public String kind() {
        return "Source";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return List.of(new Partition.Indexed(0), new Partition.Indexed(1));
    }

    @Override
    public Iterator<Integer> compute(List<Dependency> parents, Partition partition, TaskContext context) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            numbers.add(i);
        }
        return numbers.iterator();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package org.apache.spark.rdd;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import scala.jdk.javaapi.CollectionConverters;

/** The engine's side of an RDD that a program has written by extending {@link RDD}. */
final class ProgramRdd<T> extends Rdd<T> {
    private final RDD<T> written;

    ProgramRdd(RDD<T> written, Rdd<?> parent) {
        super(parent.runner(), List.of(new NarrowDependency.OneToOne(parent)));
        this.written = written;
    }

    /** A partition of the program's. */
    private record Listed(int index, org.apache.spark.Partition partition) implements Partition {}

    @Override
    public String kind() {
        return written.getClass().getSimpleName();
    }

    @Override
    public List<Object> closures() {
        return List.of(written);
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<Listed> listed = new ArrayList<>();
        for (org.apache.spark.Partition partition : written.getPartitions()) {
            listed.add(new Listed(partition.index(), partition));
        }
        return listed;
    }

    @Override
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        RDD<T> copy = context.closure(written);
        copy.bindParent(parents.get(0).rdd());
        return CollectionConverters.asJava(
                copy.compute(context.isolate(((Listed) partition).partition()), org.apache.spark.TaskContext.get()));
    }
}

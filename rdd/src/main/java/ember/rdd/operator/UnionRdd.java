// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.ShuffleLocations;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The partitions of several RDDs, one RDD's after another's. */
public final class UnionRdd<T> extends Rdd<T> {
    private final List<Rdd<T>> parents;
    private volatile @Nullable List<Dependency> dependencies;

    public UnionRdd(JobRunner runner, List<Rdd<T>> parents) {
        super(runner);
        this.parents = List.copyOf(parents);
    }

    /** A partition of one of the parents. */
    private record Member<T>(int index, Rdd<T> rdd, Partition partition) implements Partition {}

    @Override
    public String kind() {
        return "UnionRDD";
    }

    @Override
    public List<Dependency> dependencies() {
        List<Dependency> known = dependencies;
        if (known == null) {
            known = new ArrayList<>(parents.size());
            int start = 0;
            for (Rdd<T> parent : parents) {
                known.add(new NarrowDependency.Range(parent, 0, start, parent.numPartitions()));
                start += parent.numPartitions();
            }
            known = List.copyOf(known);
            dependencies = known;
        }
        return known;
    }

    @Override
    protected List<Rdd<T>> partitionSources() {
        return parents;
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<Member<T>> listed = new ArrayList<>();
        for (Rdd<T> parent : parents) {
            for (Partition partition : parent.partitions()) {
                listed.add(new Member<>(listed.size(), parent, partition));
            }
        }
        return listed;
    }

    @Override
    public List<String> preferredLocations(Partition partition, ShuffleLocations shuffles) {
        Member<?> member = (Member<?>) partition;
        while (member.rdd() instanceof UnionRdd<?>) {
            member = (Member<?>) member.partition();
        }
        return member.rdd().preferredLocations(member.partition(), shuffles);
    }

    @Override
    @SuppressWarnings("unchecked") // this RDD's partitions are members of its own element type
    public Iterator<T> compute(Partition partition, TaskContext context) throws Exception {
        Member<T> member = (Member<T>) partition;
        // Programs add to a union in a loop: unions of unions are looked through, not descended into.
        while (member.rdd() instanceof UnionRdd<T> inner
                && !inner.storageLevel().isValid()) {
            member = (Member<T>) member.partition();
        }
        return context.read(member.rdd(), member.partition());
    }
}

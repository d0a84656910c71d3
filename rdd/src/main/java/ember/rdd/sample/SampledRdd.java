// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.sample;

import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Some of the parent's elements; always the same ones for a seed, from which each partition has a seed of its own. */
public final class SampledRdd<T> extends Rdd<T> {
    private final Sampler sampler;
    private final long seed;
    private final @Nullable Partitioner partitioner;

    public SampledRdd(Rdd<T> parent, Sampler sampler, long seed) {
        super(parent.runner(), List.of(new NarrowDependency.OneToOne(parent)));
        this.sampler = sampler;
        this.seed = seed;
        this.partitioner = parent.partitioner();
    }

    private record Seeded(int index, long seed) implements Partition {}

    @Override
    public String kind() {
        return "PartitionwiseSampledRDD";
    }

    @Override
    public boolean isOrderSensitive() {
        return true;
    }

    @Override
    public @Nullable Partitioner partitioner() {
        return partitioner;
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        Random seeds = new Random(seed);
        List<Seeded> listed = new ArrayList<>();
        int count = dependencies().get(0).rdd().numPartitions();
        for (int i = 0; i < count; i++) {
            listed.add(new Seeded(i, seeds.nextLong()));
        }
        return listed;
    }

    @Override
    @SuppressWarnings("unchecked") // the parent has the same elements
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        Iterator<T> elements = (Iterator<T>) context.read(parents.get(0).rdd(), partition.index());
        return sampler.sample(elements, ((Seeded) partition).seed);
    }
}

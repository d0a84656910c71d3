// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.rdd.Ancestry;
import ember.rdd.Dependency;
import ember.rdd.JobRunner;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.ShuffleLocations;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The partitions of several RDDs, one RDD's after another's. */
public final class UnionRdd<T> extends Rdd<T> {
    public UnionRdd(JobRunner runner, List<Rdd<T>> parents) {
        super(runner, shares(parents));
    }

    private static <T> List<Share> shares(List<Rdd<T>> parents) {
        Starts starts = new Starts(List.copyOf(parents));
        List<Share> shares = new ArrayList<>(parents.size());
        for (int i = 0; i < parents.size(); i++) {
            shares.add(new Share(parents.get(i), i, starts));
        }
        return shares;
    }

    /** A parent's run of partitions. */
    private record Share(Rdd<?> rdd, int position, Starts starts) implements NarrowDependency {
        @Override
        public int[] parents(int partition) {
            int[] firsts = starts.get();
            return partition >= firsts[position] && partition < firsts[position + 1]
                    ? new int[] {partition - firsts[position]}
                    : new int[0];
        }
    }

    /** Where each parent's run of partitions begins, and after all where the last one ends. Found out at the first question. */
    private static final class Starts {
        private final List<Rdd<?>> parents;
        private volatile int @Nullable [] firsts;

        private Starts(List<Rdd<?>> parents) {
            this.parents = parents;
        }

        int[] get() {
            int[] known = firsts;
            if (known == null) {
                known = new int[parents.size() + 1];
                for (int i = 0; i < parents.size(); i++) {
                    known[i + 1] = Math.addExact(known[i], parents.get(i).numPartitions());
                }
                firsts = known;
            }
            return known;
        }

        /** The position of the parent that has a partition of the union. */
        int owner(int partition) {
            int found = Arrays.binarySearch(get(), partition);
            int owner = found >= 0 ? found : -found - 2;
            // Parents without partitions begin where the next one begins: the last one that begins there has it.
            while (get()[owner + 1] == partition) {
                owner++;
            }
            return owner;
        }
    }

    @Override
    public String kind() {
        return "UnionRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        List<Dependency> shares = dependencies();
        return shares.isEmpty()
                ? List.of()
                : Indexes.upTo(((Share) shares.get(0)).starts.get()[shares.size()]);
    }

    /**
     * Where a partition of a union comes from. Programs add to a union in a loop: unions of unions are looked through, not descended
     * into, but for those that are truncated or may be cached.
     */
    private static At origin(List<Dependency> parents, int partition) {
        List<Dependency> shares = parents;
        int index = partition;
        while (true) {
            Starts starts = ((Share) shares.get(0)).starts;
            int owner = starts.owner(index);
            Rdd<?> member = shares.get(owner).rdd();
            index -= starts.get()[owner];
            Ancestry<?> ancestry = member.ancestry();
            if (!(member instanceof UnionRdd<?>) || member.storageLevel().isValid() || ancestry.standIn() != null) {
                return new At(member, index);
            }
            shares = ancestry.dependencies();
        }
    }

    private record At(Rdd<?> rdd, int partition) {}

    @Override
    protected List<String> placesOf(List<Dependency> parents, Partition partition, ShuffleLocations shuffles) {
        At origin = origin(parents, partition.index());
        return origin.rdd.preferredLocations(origin.partition, shuffles);
    }

    @Override
    @SuppressWarnings("unchecked") // the parents have the same elements
    public Iterator<T> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        At origin = origin(parents, partition.index());
        return (Iterator<T>) context.read(origin.rdd, origin.partition);
    }
}

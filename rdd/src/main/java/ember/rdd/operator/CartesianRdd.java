// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Failures;
import ember.model.Pairing;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Partition;
import ember.rdd.Rdd;
import ember.rdd.ShuffleLocations;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Every element of the left with every element of the right. The right partition is read once per element of the left one. */
public final class CartesianRdd<P> extends Rdd<P> {
    private final Pairing<P> pairing;
    private final int rights;

    public CartesianRdd(Rdd<?> left, Rdd<?> right, Pairing<P> pairing) {
        super(left.runner(), List.of(new Left(left, right), new Right(right)));
        this.pairing = pairing;
        // Listed here, as in Spark: what cannot be listed fails now.
        this.rights = right.numPartitions();
    }

    private record Left(Rdd<?> rdd, Rdd<?> right) implements NarrowDependency {
        @Override
        public int[] parents(int partition) {
            return new int[] {partition / right.numPartitions()};
        }
    }

    private record Right(Rdd<?> rdd) implements NarrowDependency {
        @Override
        public int[] parents(int partition) {
            return new int[] {partition % rdd.numPartitions()};
        }
    }

    @Override
    public String kind() {
        return "CartesianRDD";
    }

    @Override
    protected List<? extends Partition> listPartitions() {
        return Indexes.upTo(Math.multiplyExact(dependencies().get(0).rdd().numPartitions(), rights));
    }

    /** Both sides' places: the left one's first. */
    @Override
    protected List<String> placesOf(List<Dependency> parents, Partition partition, ShuffleLocations shuffles) {
        Rdd<?> right = parents.get(1).rdd();
        Set<String> places =
                new LinkedHashSet<>(parents.get(0).rdd().preferredLocations(partition.index() / rights, shuffles));
        places.addAll(right.preferredLocations(partition.index() % rights, shuffles));
        return new ArrayList<>(places);
    }

    @Override
    public Iterator<P> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        Rdd<?> right = parents.get(1).rdd();
        Iterator<?> lefts = context.read(parents.get(0).rdd(), partition.index() / rights);
        int inner = partition.index() % rights;
        return new Iterator<>() {
            private @Nullable Object current;
            private Iterator<?> matches = Collections.emptyIterator();

            @Override
            public boolean hasNext() {
                while (!matches.hasNext()) {
                    if (!lefts.hasNext()) {
                        return false;
                    }
                    current = lefts.next();
                    try {
                        matches = context.read(right, inner);
                    } catch (Exception e) {
                        throw Failures.sneaky(e);
                    }
                }
                return true;
            }

            @Override
            public P next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return pairing.of(current, matches.next());
            }
        };
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.CoGroupBuffer;
import ember.model.GroupedValues;
import ember.model.Pairing;
import ember.rdd.Dependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** For each key, its values on every side: a pair of the key and a list of {@link GroupedValues}, one per parent. */
public final class CoGroupedRdd<P> extends PlacedRdd<P> {
    private final Pairing<P> pairing;

    public CoGroupedRdd(List<Rdd<P>> parents, Pairing<P> pairing, Partitioner partitioner) {
        super(parents.get(0).runner(), partitioner, sides(parents, pairing, partitioner));
        this.pairing = pairing;
    }

    private static <P> List<Dependency> sides(List<Rdd<P>> parents, Pairing<P> pairing, Partitioner partitioner) {
        List<Dependency> sides = new ArrayList<>(parents.size());
        for (Rdd<P> parent : parents) {
            sides.add(PlacedSide.of(parent, pairing, partitioner));
        }
        return sides;
    }

    @Override
    public String kind() {
        return "CoGroupedRDD";
    }

    @Override
    public Iterator<P> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        CoGroupBuffer buffer = context.coGroupBuffer(parents.size());
        for (int side = 0; side < parents.size(); side++) {
            Iterator<P> pairs = PlacedSide.read(parents.get(side), partition.index(), context);
            while (pairs.hasNext()) {
                P pair = pairs.next();
                buffer.add(side, pairing.key(pair), pairing.value(pair));
            }
        }
        return buffer.groups(pairing::of);
    }
}

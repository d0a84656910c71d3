// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Pairing;
import ember.model.SubtractBuffer;
import ember.rdd.Dependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.Iterator;
import java.util.List;

/** The pairs of the left whose key the right does not have. The left side of a partition is held, the right streams by. */
public final class SubtractedRdd<P> extends PlacedRdd<P> {
    private final Pairing<P> pairing;

    public SubtractedRdd(Rdd<P> left, Rdd<P> right, Pairing<P> pairing, Partitioner partitioner) {
        super(
                left.runner(),
                partitioner,
                List.of(PlacedSide.of(left, pairing, partitioner), PlacedSide.of(right, pairing, partitioner)));
        this.pairing = pairing;
    }

    @Override
    public String kind() {
        return "SubtractedRDD";
    }

    @Override
    public Iterator<P> compute(List<Dependency> parents, Partition partition, TaskContext context) throws Exception {
        SubtractBuffer kept = context.subtractBuffer();
        Iterator<P> lefts = PlacedSide.read(parents.get(0), partition.index(), context);
        while (lefts.hasNext()) {
            P pair = lefts.next();
            kept.keep(pairing.key(pair), pairing.value(pair));
        }
        Iterator<P> rights = PlacedSide.read(parents.get(1), partition.index(), context);
        while (rights.hasNext()) {
            kept.remove(pairing.key(rights.next()));
        }
        return kept.rest(pairing);
    }
}

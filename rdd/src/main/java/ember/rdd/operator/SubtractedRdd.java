// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.rdd.operator;

import ember.model.Pairing;
import ember.rdd.Dependency;
import ember.rdd.Partition;
import ember.rdd.Partitioner;
import ember.rdd.Rdd;
import ember.rdd.TaskContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The pairs of the left whose key the right does not have. The left side of a partition is held in memory, the right streams by. */
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
        // A plain HashMap and lists of values, as in Spark: the order of the result follows from it.
        Map<Object, List<Object>> kept = new HashMap<>();
        Iterator<P> lefts = PlacedSide.read(parents.get(0), partition.index(), context);
        while (lefts.hasNext()) {
            P pair = lefts.next();
            kept.computeIfAbsent(pairing.key(pair), key -> new ArrayList<>(1)).add(pairing.value(pair));
        }
        Iterator<P> rights = PlacedSide.read(parents.get(1), partition.index(), context);
        while (rights.hasNext()) {
            kept.remove(pairing.key(rights.next()));
        }
        return flatten(kept.entrySet().iterator());
    }

    private Iterator<P> flatten(Iterator<Map.Entry<Object, List<Object>>> entries) {
        return new Iterator<>() {
            private Map.Entry<Object, List<Object>> entry = Map.entry("", List.of());
            private int next;

            @Override
            public boolean hasNext() {
                while (next == entry.getValue().size() && entries.hasNext()) {
                    entry = entries.next();
                    next = 0;
                }
                return next < entry.getValue().size();
            }

            @Override
            public P next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return pairing.of(entry.getKey(), entry.getValue().get(next++));
            }
        };
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import ember.model.CacheLocations;
import ember.model.MapOutputs;
import ember.model.TaskLocation;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Rdd;
import ember.rdd.ShuffleLocations;
import ember.rdd.operator.NarrowRdd;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where the tasks of a stage attempt should run: where their partition is cached; else where the RDD says its data is, which for a
 * shuffled one is where much of its input lies; else the same of the first narrow parent that knows.
 */
final class Locality implements ShuffleLocations {
    /** Part of a reduce partition's input that makes a host worth a preference. Spark: fixed. */
    private static final double REDUCER_PREF_LOCS_FRACTION = 0.2;

    private final CacheLocations cached;
    private final Map<Integer, ReduceLocations> shuffles = new HashMap<>();
    private final Map<Integer, Rdd<?>> chainEnds = new HashMap<>();

    /** @param shuffles the shuffles whose data may be a reason to run a task somewhere */
    Locality(CacheLocations cached, List<MapOutputs> shuffles) {
        this.cached = cached;
        for (MapOutputs outputs : shuffles) {
            this.shuffles.put(outputs.shuffleId(), new ReduceLocations(outputs));
        }
    }

    @Override
    public List<String> hosts(int shuffleId, int reducePartition) {
        ReduceLocations known = shuffles.get(shuffleId);
        return known == null ? List.of() : known.hostsWithAtLeast(REDUCER_PREF_LOCS_FRACTION, reducePartition);
    }

    /** For each of some partitions where it is best computed; no list at all if none prefers any place. */
    List<List<TaskLocation>> of(Rdd<?> rdd, List<Integer> partitions) {
        List<List<TaskLocation>> places = new ArrayList<>(partitions.size());
        boolean anywhere = true;
        for (int partition : partitions) {
            List<TaskLocation> place = of(rdd, partition);
            anywhere &= place.isEmpty();
            places.add(place);
        }
        return anywhere ? List.of() : places;
    }

    /** Follows the only parent as long as there is only one, which is nearly always enough. */
    List<TaskLocation> of(Rdd<?> start, int startPartition) {
        Rdd<?> rdd = chainEnd(start);
        int partition = startPartition;
        while (true) {
            List<TaskLocation> places = own(rdd, partition);
            List<Dependency> dependencies = rdd.dependencies();
            if (!places.isEmpty() || dependencies.isEmpty()) {
                return places;
            }
            if (dependencies.size() > 1 || !(dependencies.get(0) instanceof NarrowDependency narrow)) {
                return ofAnyParent(rdd, partition);
            }
            int[] parents = narrow.parents(partition);
            if (parents.length != 1) {
                return ofAnyParent(rdd, partition);
            }
            rdd = chainEnd(narrow.rdd());
            partition = parents[0];
        }
    }

    private record At(Rdd<?> rdd, int partition) {}

    /** Each partition is asked about once (SPARK-695). */
    private List<TaskLocation> ofAnyParent(Rdd<?> start, int startPartition) {
        Deque<At> toVisit = new ArrayDeque<>();
        Set<Long> visited = new HashSet<>();
        pushParents(start, startPartition, toVisit);
        while (!toVisit.isEmpty()) {
            At at = toVisit.pop();
            if (visited.add((long) at.rdd.id() << 32 | at.partition)) {
                List<TaskLocation> places = own(at.rdd, at.partition);
                if (!places.isEmpty()) {
                    return places;
                }
                pushParents(at.rdd, at.partition, toVisit);
            }
        }
        return List.of();
    }

    private void pushParents(Rdd<?> rdd, int partition, Deque<At> toVisit) {
        List<Dependency> dependencies = rdd.dependencies();
        for (int i = dependencies.size() - 1; i >= 0; i--) {
            if (dependencies.get(i) instanceof NarrowDependency narrow) {
                int[] parents = narrow.parents(partition);
                for (int j = parents.length - 1; j >= 0; j--) {
                    toVisit.push(new At(chainEnd(narrow.rdd()), parents[j]));
                }
            }
        }
    }

    private List<TaskLocation> own(Rdd<?> rdd, int partition) {
        List<TaskLocation> places = cached.of(rdd.id(), partition);
        if (!places.isEmpty() || rdd instanceof NarrowRdd) {
            return places;
        }
        List<String> preferred = rdd.preferredLocations(partition, this);
        if (preferred.isEmpty()) {
            return List.of();
        }
        List<TaskLocation> parsed = new ArrayList<>(preferred.size());
        for (String text : preferred) {
            parsed.add(TaskLocation.parse(text));
        }
        return parsed;
    }

    /** The nearest ancestor that may know a place: steps of a chain know none unless they are cached. */
    private Rdd<?> chainEnd(Rdd<?> start) {
        if (!(start instanceof NarrowRdd<?, ?>)) {
            return start;
        }
        Rdd<?> known = chainEnds.get(start.id());
        if (known != null) {
            return known;
        }
        Rdd<?> end = start;
        while (end instanceof NarrowRdd<?, ?> && !cached.byRdd().containsKey(end.id())) {
            end = end.dependencies().get(0).rdd();
        }
        chainEnds.put(start.id(), end);
        return end;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.model.CacheLocations;
import ember.model.TaskLocation;
import ember.scheduler.plan.CachedInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which executors keep which partitions of persisted RDDs. Fed by what executors report, so it is never asked for elsewhere. */
final class CacheTable {
    /** For each RDD, for each partition that is cached at all, the places that keep it. */
    private final Map<Integer, Map<Integer, List<TaskLocation>>> byRdd = new TreeMap<>();

    void stored(int rddId, int partition, TaskLocation place) {
        List<TaskLocation> places =
                byRdd.computeIfAbsent(rddId, id -> new TreeMap<>()).computeIfAbsent(partition, p -> new ArrayList<>(1));
        if (!places.contains(place)) {
            places.add(place);
        }
    }

    void dropped(int rddId, int partition, TaskLocation place) {
        Map<Integer, List<TaskLocation>> partitions = byRdd.get(rddId);
        List<TaskLocation> places = partitions == null ? null : partitions.get(partition);
        if (partitions != null && places != null && places.remove(place) && places.isEmpty()) {
            partitions.remove(partition);
            if (partitions.isEmpty()) {
                byRdd.remove(rddId);
            }
        }
    }

    void unpersisted(int rddId) {
        byRdd.remove(rddId);
    }

    void executorLost(String executor) {
        for (Map<Integer, List<TaskLocation>> partitions : byRdd.values()) {
            for (List<TaskLocation> places : partitions.values()) {
                places.removeIf(place -> executor.equals(place.executor()));
            }
            partitions.values().removeIf(List::isEmpty);
        }
        byRdd.values().removeIf(Map::isEmpty);
    }

    /** Whether every partition is kept somewhere, so that nothing behind the RDD is needed. */
    boolean isFullyCached(CachedInput input) {
        Map<Integer, List<TaskLocation>> partitions = byRdd.get(input.rddId());
        return input.numPartitions() == (partitions == null ? 0 : partitions.size());
    }

    /** Where the partitions of some RDDs are kept. */
    CacheLocations locations(List<CachedInput> inputs) {
        if (byRdd.isEmpty() || inputs.isEmpty()) {
            return CacheLocations.NONE;
        }
        Map<Integer, List<List<TaskLocation>>> locations = new TreeMap<>();
        for (CachedInput input : inputs) {
            Map<Integer, List<TaskLocation>> partitions = byRdd.get(input.rddId());
            if (partitions != null) {
                locations.put(input.rddId(), places(partitions, input.numPartitions()));
            }
        }
        return new CacheLocations(locations);
    }

    private static List<List<TaskLocation>> places(Map<Integer, List<TaskLocation>> partitions, int count) {
        List<List<TaskLocation>> all = new ArrayList<>(count);
        for (int partition = 0; partition < count; partition++) {
            @Nullable List<TaskLocation> places = partitions.get(partition);
            all.add(places == null ? List.of() : List.copyOf(places));
        }
        return all;
    }

    long fingerprint() {
        return byRdd.hashCode();
    }
}

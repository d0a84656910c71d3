// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model;

import java.util.List;
import java.util.Map;

/**
 * Where cached partitions were at one moment.
 *
 * @param byRdd for each RDD asked for, for each of its partitions the places that keep it; RDDs without any are left out
 */
public record CacheLocations(Map<Integer, List<List<TaskLocation>>> byRdd) {
    /** Nothing is cached. */
    public static final CacheLocations NONE = new CacheLocations(Map.of());

    public CacheLocations {
        byRdd = Map.copyOf(byRdd);
    }

    /** The places that keep a partition; empty: none. */
    public List<TaskLocation> of(int rddId, int partition) {
        List<List<TaskLocation>> partitions = byRdd.get(rddId);
        return partitions == null ? List.of() : partitions.get(partition);
    }
}

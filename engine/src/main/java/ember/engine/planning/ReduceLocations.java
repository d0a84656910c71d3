// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import ember.model.MapOutput;
import ember.model.MapOutputs;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which hosts hold a large part of what each reduce partition of one shuffle reads. Knows who wrote what after one pass. */
final class ReduceLocations {
    private final MapOutputs outputs;
    /** For each map partition the position of the executor that keeps its output; -1: there is none. */
    private final int[] keeper;
    /** For each position the executor's host. */
    private final List<String> hosts = new ArrayList<>();

    ReduceLocations(MapOutputs outputs) {
        this.outputs = outputs;
        this.keeper = new int[outputs.mapPartitions()];
        Map<String, Integer> positions = new LinkedHashMap<>();
        for (int map = 0; map < keeper.length; map++) {
            MapOutput output = outputs.output(map);
            if (output == null) {
                keeper[map] = -1;
                continue;
            }
            Integer known = positions.putIfAbsent(output.executor(), hosts.size());
            keeper[map] = known == null ? hosts.size() : known;
            if (known == null) {
                hosts.add(output.host());
            }
        }
    }

    /**
     * Hosts of the executors that keep at least this part of the bytes of a reduce partition, each host once, in the order of their
     * first map partition. Shares are counted by executor, not by host, as in Spark.
     *
     * @param fraction in (0, 1]
     */
    List<String> hostsWithAtLeast(double fraction, int reducePartition) {
        long[] bytes = new long[hosts.size()];
        long total = 0;
        for (int map = 0; map < keeper.length; map++) {
            MapOutput output = outputs.output(map);
            if (output != null) {
                long size = output.sizes().bytes(reducePartition);
                bytes[keeper[map]] += size;
                total += size;
            }
        }
        List<String> large = new ArrayList<>(1);
        for (int i = 0; i < bytes.length && total > 0; i++) {
            if (bytes[i] >= fraction * total && !large.contains(hosts.get(i))) {
                large.add(hosts.get(i));
            }
        }
        return large;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.bench.peers;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What one workload took.
 *
 * @param nanos of each side, one figure for each JVM
 */
record Row(String name, String says, Workload.Kind kind, long records, Map<Side, List<Long>> nanos) {
    /** 0: that side did not run. */
    long median(Side side) {
        List<Long> sorted =
                nanos.getOrDefault(side, List.of()).stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(sorted.size() / 2);
    }

    /** How many times as long the other side takes as Ember; 0: one of them did not run. */
    double ratio(Side other) {
        return median(Side.EMBER) == 0 ? 0 : median(other) / (double) median(Side.EMBER);
    }

    /** The spread of a side's JVMs, slowest by fastest; 0: did not run. */
    double spread(Side side) {
        List<Long> all = nanos.getOrDefault(side, List.of());
        if (all.isEmpty()) {
            return 0;
        }
        return Collections.max(all) / (double) Collections.min(all);
    }
}

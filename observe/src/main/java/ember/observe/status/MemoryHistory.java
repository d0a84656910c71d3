// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.ExecutorMetrics;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was measured of executors, over time: of too many measurements every other is forgotten. Guarded by the store's lock. */
final class MemoryHistory {
    private static final int MAX_POINTS = 2000;

    private final Map<String, List<Measured>> byExecutor = new LinkedHashMap<>();

    void add(String executor, long timeMillis, ExecutorMetrics metrics, long diskBytes) {
        List<Measured> points = byExecutor.computeIfAbsent(executor, id -> new ArrayList<>());
        points.add(new Measured(timeMillis, metrics, diskBytes));
        if (points.size() > MAX_POINTS) {
            List<Measured> kept = new ArrayList<>();
            for (int i = 0; i < points.size(); i += 2) {
                kept.add(points.get(i));
            }
            byExecutor.put(executor, kept);
        }
    }

    Map<String, List<Measured>> snapshot() {
        Map<String, List<Measured>> all = new LinkedHashMap<>();
        byExecutor.forEach((id, points) -> all.put(id, List.copyOf(points)));
        return all;
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import ember.model.event.RddInfo;
import ember.observe.status.ApplicationStore;
import ember.observe.status.CacheHistory;
import ember.observe.status.StageView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What keeping RDDs was good for. */
public final class Caches {
    private Caches() {}

    /**
     * One RDD.
     *
     * @param neededBlocks how many tasks that succeeded had it in their lineage: each needed a partition, if nothing kept behind it was
     *     there
     * @param hits of these, those that did not compute it
     */
    public record Use(CacheHistory history, long neededBlocks, long hits) {
        /** Computed and stored, and nothing ever needed it again. */
        public boolean neverReadAgain() {
            return history.storedBlocks() > 0 && hits == 0;
        }
    }

    /** Those that were to be kept at some time, in the order in which they were given up, then those that are kept. */
    public static List<Use> of(ApplicationStore store) {
        Map<Integer, Long> needed = new HashMap<>();
        for (StageView stage : store.stageViews()) {
            for (RddInfo rdd : stage.info().rddInfos()) {
                if (rdd.storageLevel().isValid()) {
                    needed.merge(rdd.id(), (long) stage.completedTasks(), Long::sum);
                }
            }
        }
        List<Use> uses = new ArrayList<>();
        for (CacheHistory history : store.cacheHistories()) {
            long blocks = needed.getOrDefault(history.rdd().id(), 0L);
            uses.add(new Use(history, blocks, Math.max(0, blocks - history.storedBlocks())));
        }
        return uses;
    }
}

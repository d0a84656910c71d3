// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.event.EngineEvent;
import ember.model.event.RddInfo;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** RDDs that are to be kept, and what became of those that were given up. Guarded by the store's lock. */
final class CachedRdds {
    private static final int MAX_PAST = 1000;

    private final Map<Integer, RddStorage> rdds = new LinkedHashMap<>();
    private final Deque<CacheHistory> past = new ArrayDeque<>();

    /** RDDs of a stage that runs. */
    void describe(List<RddInfo> infos) {
        for (RddInfo rdd : infos) {
            if (rdd.storageLevel().isValid()) {
                rdds.computeIfAbsent(rdd.id(), id -> new RddStorage(rdd)).describe(rdd);
            }
        }
    }

    void update(EngineEvent.BlockUpdated event, long nowMillis) {
        RddStorage rdd = rdds.get(RddStorage.rddOf(event.blockName()));
        if (rdd != null) {
            rdd.update(event, nowMillis);
        }
    }

    void unpersisted(int rddId, long nowMillis) {
        RddStorage rdd = rdds.remove(rddId);
        if (rdd != null) {
            past.add(rdd.history(nowMillis, true));
            if (past.size() > MAX_PAST) {
                past.removeFirst();
            }
        }
    }

    void executorRemoved(String executor, long nowMillis) {
        rdds.values().forEach(rdd -> rdd.executorRemoved(executor, nowMillis));
    }

    /** What each executor holds. */
    Map<String, RddStorage.Held> byExecutor() {
        Map<String, RddStorage.Held> held = new LinkedHashMap<>();
        for (RddStorage rdd : rdds.values()) {
            rdd.byExecutor().forEach((id, more) -> held.merge(id, more, RddStorage.Held::plus));
        }
        return held;
    }

    /** What an executor holds on disk. */
    long diskBytes(String executor) {
        long bytes = 0;
        for (RddStorage rdd : rdds.values()) {
            bytes += rdd.diskBytes(executor);
        }
        return bytes;
    }

    /** Those of which something is held, by id. */
    List<RddView> views(Map<String, ExecutorView> executors) {
        List<RddView> views = new ArrayList<>();
        for (RddStorage rdd : rdds.values()) {
            RddView view = rdd.view(executors);
            if (view != null) {
                views.add(view);
            }
        }
        views.sort((a, b) -> Integer.compare(a.info().id(), b.info().id()));
        return views;
    }

    /** Those that were given up, then those that are kept. */
    List<CacheHistory> histories(long nowMillis) {
        List<CacheHistory> all = new ArrayList<>(past);
        rdds.values().forEach(rdd -> all.add(rdd.history(nowMillis, false)));
        return all;
    }
}

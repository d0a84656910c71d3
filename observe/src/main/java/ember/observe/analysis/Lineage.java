// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.analysis;

import ember.model.LineageText;
import ember.model.event.RddInfo;
import ember.observe.status.ApplicationStore;
import ember.observe.status.RddView;
import ember.observe.status.StageView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a stage computes, as {@code toDebugString} of its RDD tells it, out of what was told of the stages of its jobs. An RDD that
 * was read through a shuffle is in another stage than its reader.
 */
public final class Lineage implements LineageText.Source<RddInfo> {
    private static final int MAX_LINES = 500;

    private final Map<Integer, RddInfo> byId = new HashMap<>();
    /** Pairs of those that are in one stage. */
    private final Set<Long> together = new HashSet<>();

    private final Map<Integer, RddView> cached = new HashMap<>();
    private final String persistence;

    private Lineage(ApplicationStore store, StageView asked, RddInfo rdd) {
        persistence = LineageText.persistence(rdd.storageLevel());
        store.rddViews().forEach(view -> cached.put(view.info().id(), view));
        for (StageView stage : store.stageViews()) {
            if (stage.jobIds().stream().anyMatch(asked.jobIds()::contains)) {
                add(stage.info().rddInfos());
            }
        }
        add(asked.info().rddInfos());
    }

    private void add(List<RddInfo> ofOneStage) {
        Set<Integer> ids = new HashSet<>();
        for (RddInfo rdd : ofOneStage) {
            ids.add(rdd.id());
            byId.put(rdd.id(), rdd);
        }
        for (RddInfo rdd : ofOneStage) {
            for (int parent : rdd.parentIds()) {
                if (ids.contains(parent)) {
                    together.add(pair(rdd.id(), parent));
                }
            }
        }
    }

    private static long pair(int rdd, int parent) {
        return (long) rdd << Integer.SIZE | parent;
    }

    /** Nothing of a stage of which no RDD is known. */
    public static String of(ApplicationStore store, StageView stage) {
        RddInfo last = last(stage.info().rddInfos());
        return last == null ? "" : LineageText.of(last, new Lineage(store, stage, last), MAX_LINES);
    }

    /** The one that no other of its stage reads. */
    private static @Nullable RddInfo last(List<RddInfo> rdds) {
        Set<Integer> read = new HashSet<>();
        rdds.forEach(rdd -> read.addAll(rdd.parentIds()));
        RddInfo last = null;
        for (RddInfo rdd : rdds) {
            if (!read.contains(rdd.id()) && (last == null || rdd.id() > last.id())) {
                last = rdd;
            }
        }
        return last;
    }

    @Override
    public int numPartitions(RddInfo rdd) {
        return rdd.numPartitions();
    }

    @Override
    public String line(RddInfo rdd) {
        return rdd + " [" + persistence + "]";
    }

    @Override
    public @Nullable String cached(RddInfo rdd) {
        RddView view = cached.get(rdd.id());
        if (view == null) {
            return null;
        }
        return LineageText.cached(view.blocks().size(), view.memoryBytes(), view.diskBytes());
    }

    @Override
    public List<LineageText.Read<RddInfo>> reads(RddInfo rdd) {
        List<LineageText.Read<RddInfo>> reads = new ArrayList<>();
        for (int parent : rdd.parentIds()) {
            RddInfo info = byId.get(parent);
            if (info != null) {
                reads.add(new LineageText.Read<>(info, !together.contains(pair(rdd.id(), parent))));
            }
        }
        return reads;
    }
}

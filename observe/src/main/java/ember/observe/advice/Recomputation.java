// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.advice;

import ember.model.TaskMetric;
import ember.model.event.RddInfo;
import ember.observe.status.StageState;
import ember.observe.status.StageView;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds RDDs that several stages computed, each for itself, because nothing kept them. */
final class Recomputation {
    private static final long MIN_MILLIS = 500;

    private Recomputation() {}

    private record Computed(RddInfo rdd, List<StageView> stages) {}

    static void add(List<StageView> stages, List<Finding> found) {
        Map<Integer, Computed> byRdd = new LinkedHashMap<>();
        for (StageView stage : stages) {
            if (stage.state() == StageState.COMPLETE && stage.info().attempt() == 0) {
                for (RddInfo rdd : notBehindKept(stage.info().rddInfos())) {
                    byRdd.computeIfAbsent(rdd.id(), id -> new Computed(rdd, new ArrayList<>()))
                            .stages()
                            .add(stage);
                }
            }
        }
        // Of a chain that the same stages share, the last RDD is the one worth keeping.
        Map<List<Integer>, Computed> last = new LinkedHashMap<>();
        for (Computed computed : byRdd.values()) {
            if (computed.stages().size() > 1 && !computed.rdd().storageLevel().isValid()) {
                List<Integer> key = new ArrayList<>();
                computed.stages().forEach(stage -> key.add(stage.info().stageId()));
                last.merge(key, computed, (a, b) -> a.rdd().id() > b.rdd().id() ? a : b);
            }
        }
        last.values().forEach(computed -> judge(computed, found));
    }

    /** Those from which a kept RDD is made are left out: they are computed only where what was kept is not there. */
    private static List<RddInfo> notBehindKept(List<RddInfo> rdds) {
        Map<Integer, RddInfo> byId = new HashMap<>();
        Deque<Integer> behind = new ArrayDeque<>();
        for (RddInfo rdd : rdds) {
            byId.put(rdd.id(), rdd);
            if (rdd.storageLevel().isValid()) {
                behind.addAll(rdd.parentIds());
            }
        }
        Set<Integer> left = new HashSet<>();
        while (!behind.isEmpty()) {
            RddInfo rdd = byId.get(behind.remove());
            if (rdd != null && left.add(rdd.id())) {
                behind.addAll(rdd.parentIds());
            }
        }
        List<RddInfo> others = new ArrayList<>(rdds);
        others.removeIf(rdd -> left.contains(rdd.id()));
        return others;
    }

    /** What the stages did after the RDD is in their times too: the cheapest of them bounds what the RDD costs. */
    private static void judge(Computed computed, List<Finding> found) {
        long cheapest = Long.MAX_VALUE;
        for (StageView stage : computed.stages()) {
            cheapest = Math.min(cheapest, stage.metrics().get(TaskMetric.EXECUTOR_RUN_TIME));
        }
        int times = computed.stages().size();
        long cost = cheapest * (times - 1);
        if (cost < MIN_MILLIS) {
            return;
        }
        RddInfo rdd = computed.rdd();
        StageView latest = computed.stages().get(0);
        found.add(new Finding(
                "recomputed",
                cost,
                rdd + " was computed in " + times + " stages; keeping it may save up to " + cost + " ms of work",
                "computed more than once, 500 ms or more",
                "Write .cache() after the call at " + rdd.callSite().shortForm() + ".",
                latest.jobIds().isEmpty() ? -1 : latest.jobIds().get(0),
                latest.info().stageId(),
                latest.info().attempt()));
    }
}

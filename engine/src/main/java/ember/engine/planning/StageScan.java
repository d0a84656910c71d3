// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import ember.model.event.RddInfo;
import ember.rdd.Dependency;
import ember.rdd.Determinism;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import ember.scheduler.plan.CachedInput;
import ember.scheduler.plan.InputReach;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What one stage consists of: the RDDs that are reached from its own through narrow dependencies, the shuffles they read, the
 * functions they hold, and which of them are persisted.
 */
final class StageScan {
    private final List<RddInfo> rddInfos = new ArrayList<>();
    private final List<Object> closures = new ArrayList<>();
    private final Map<Integer, ShuffleDependency<?>> shuffles = new LinkedHashMap<>();
    private final Set<Integer> described = new HashSet<>();
    private final Map<Integer, Integer> cachedPositions = new HashMap<>();
    private final List<Rdd<?>> persisted = new ArrayList<>();
    private final List<CachedInput> cachedInputs = new ArrayList<>();
    private InputReach inputs = InputReach.NOTHING;
    private boolean indeterminate;

    private StageScan() {}

    static StageScan of(Rdd<?> rdd) {
        StageScan scan = new StageScan();
        scan.indeterminate = rdd.repeatability() == Determinism.INDETERMINATE;
        scan.inputs = scan.reachFrom(rdd, true);
        for (int i = 0; i < scan.persisted.size(); i++) {
            Rdd<?> cached = scan.persisted.get(i);
            InputReach behind = scan.reachFrom(cached, false);
            scan.cachedInputs.add(new CachedInput(cached.id(), cached.numPartitions(), behind));
        }
        return scan;
    }

    List<RddInfo> rddInfos() {
        return rddInfos;
    }

    /** Functions of the RDDs and specs of the shuffles they read; each task gets its own copies. */
    List<Object> closures() {
        return closures;
    }

    void addClosure(Object closure) {
        closures.add(closure);
    }

    List<ShuffleDependency<?>> shuffles() {
        return new ArrayList<>(shuffles.values());
    }

    List<Integer> shuffleIds() {
        return new ArrayList<>(shuffles.keySet());
    }

    InputReach inputs() {
        return inputs;
    }

    /** Whether the partitions of the stage's RDD may hold other elements each time they are computed. */
    boolean isIndeterminate() {
        return indeterminate;
    }

    List<CachedInput> cachedInputs() {
        return cachedInputs;
    }

    /**
     * What is met from {@code start}, up to the next shuffles and the next persisted RDDs.
     *
     * @param stopAtStart whether {@code start} itself is where the walk ends if it is persisted
     */
    private InputReach reachFrom(Rdd<?> start, boolean stopAtStart) {
        Set<Integer> shufflesMet = new LinkedHashSet<>();
        Set<Integer> cachedMet = new LinkedHashSet<>();
        Set<Integer> visited = new HashSet<>();
        Deque<Rdd<?>> toVisit = new ArrayDeque<>();
        toVisit.push(start);
        while (!toVisit.isEmpty()) {
            Rdd<?> rdd = toVisit.pop();
            if (!visited.add(rdd.id())) {
                continue;
            }
            // Asked once: the lineage may be truncated at any moment, and both answers below are to be of one picture.
            List<Dependency> dependencies = rdd.dependencies();
            describe(rdd, dependencies);
            if (rdd.storageLevel().isValid() && (rdd != start || stopAtStart)) {
                cachedMet.add(positionOf(rdd));
                continue;
            }
            for (Dependency dependency : dependencies) {
                if (dependency instanceof ShuffleDependency<?> shuffle) {
                    if (shuffles.putIfAbsent(shuffle.shuffleId(), shuffle) == null) {
                        closures.add(shuffle.spec());
                    }
                    shufflesMet.add(shuffle.shuffleId());
                } else {
                    toVisit.push(dependency.rdd());
                }
            }
        }
        return new InputReach(new ArrayList<>(shufflesMet), new ArrayList<>(cachedMet));
    }

    private int positionOf(Rdd<?> rdd) {
        Integer known = cachedPositions.get(rdd.id());
        if (known != null) {
            return known;
        }
        cachedPositions.put(rdd.id(), persisted.size());
        persisted.add(rdd);
        return persisted.size() - 1;
    }

    private void describe(Rdd<?> rdd, List<Dependency> dependencies) {
        if (!described.add(rdd.id())) {
            return;
        }
        closures.addAll(rdd.closures());
        List<Integer> parents = new ArrayList<>();
        for (Dependency dependency : dependencies) {
            parents.add(dependency.rdd().id());
        }
        rddInfos.add(new RddInfo(
                rdd.id(),
                rdd.name(),
                rdd.kind(),
                rdd.numPartitions(),
                rdd.storageLevel(),
                rdd.isBarrier(),
                parents,
                rdd.callSite(),
                null,
                rdd.determinism().name()));
    }
}

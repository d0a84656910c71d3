// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.dag;

import ember.scheduler.plan.CachedInput;
import ember.scheduler.plan.InputReach;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers what a stage must wait for. */
final class MissingParents {
    private final StageGraph graph;
    private final CacheTable cache;

    MissingParents(StageGraph graph, CacheTable cache) {
        this.graph = graph;
        this.cache = cache;
    }

    /**
     * The parents, by id, that must run before the stage can. Walks its persisted RDDs: behind one that is fully cached nothing is
     * needed. A parent that is needed and there counts from now on as one that ran.
     */
    Collection<ShuffleMapStage> getMissingParentStages(Stage stage) {
        if (stage.parents().isEmpty()) {
            return List.of();
        }
        Map<Integer, ShuffleMapStage> missing = new TreeMap<>();
        List<CachedInput> cachedInputs = stage.spec().cachedInputs();
        if (cachedInputs.isEmpty()) {
            visit(stage.spec().inputs(), missing);
            return missing.values();
        }
        BitSet visited = new BitSet(cachedInputs.size());
        Deque<InputReach> waitingForVisit = new ArrayDeque<>();
        waitingForVisit.push(stage.spec().inputs());
        while (!waitingForVisit.isEmpty()) {
            InputReach reach = waitingForVisit.pop();
            visit(reach, missing);
            for (int position : reach.cachedInputs()) {
                if (!visited.get(position)) {
                    visited.set(position);
                    CachedInput input = cachedInputs.get(position);
                    if (!cache.isFullyCached(input)) {
                        waitingForVisit.push(input.behind());
                    }
                }
            }
        }
        return missing.values();
    }

    private void visit(InputReach reach, Map<Integer, ShuffleMapStage> missing) {
        for (int shuffleId : reach.shuffles()) {
            ShuffleMapStage parent = graph.mapStage(shuffleId);
            if (parent == null) {
                throw new IllegalStateException("no stage writes shuffle " + shuffleId + ", which is read");
            }
            if (parent.isAvailable()) {
                parent.increaseAttemptIdOnFirstSkip();
            } else {
                missing.put(parent.id(), parent);
            }
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import ember.executor.Isolation;
import ember.executor.StageWork;
import ember.model.CacheLocations;
import ember.model.TaskLocation;
import ember.rdd.Dependency;
import ember.rdd.NarrowDependency;
import ember.rdd.Rdd;
import ember.scheduler.effect.Effect;
import ember.scheduler.event.SchedulerEvent;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Makes a stage attempt ready, off the control loop: takes the picture of its functions and asks where its data is. */
public final class StagePreparation {
    private StagePreparation() {}

    /** The answer to a {@code PrepareStage}; never throws. */
    public static SchedulerEvent prepare(Effect.PrepareStage question, boolean placesMatter, Isolation isolation) {
        int stageId = question.stageId();
        int attempt = question.stageAttempt();
        StageWork work = (StageWork) question.work();
        List<List<TaskLocation>> locations = new ArrayList<>();
        try {
            if (placesMatter) {
                for (int partition : question.partitions()) {
                    locations.add(locations(work.rdd(), partition, question.cached()));
                }
            }
        } catch (Throwable e) {
            return new SchedulerEvent.StagePreparationFailed(stageId, attempt, "Task creation failed: " + e, e);
        }
        try {
            work.prepare(isolation);
        } catch (IOException e) {
            return new SchedulerEvent.StagePreparationFailed(stageId, attempt, "Task not serializable: " + e, e);
        } catch (Throwable e) {
            // An error too: a captured object may be nested too deeply for this thread's stack.
            return new SchedulerEvent.StagePreparationFailed(stageId, attempt, "Task serialization failed: " + e, e);
        }
        return new SchedulerEvent.StagePrepared(stageId, attempt, locations);
    }

    /**
     * Where a partition is cached; else where the RDD says its data is; else the same of the first narrow parent that knows. Each
     * partition is asked about once (SPARK-695).
     */
    static List<TaskLocation> locations(Rdd<?> start, int startPartition, CacheLocations cached) {
        record At(Rdd<?> rdd, int partition) {}
        Deque<At> toVisit = new ArrayDeque<>();
        Set<Long> visited = new HashSet<>();
        toVisit.push(new At(start, startPartition));
        while (!toVisit.isEmpty()) {
            At at = toVisit.pop();
            if (!visited.add((long) at.rdd.id() << 32 | at.partition)) {
                continue;
            }
            List<TaskLocation> places = cached.of(at.rdd.id(), at.partition);
            if (!places.isEmpty()) {
                return places;
            }
            List<String> preferred =
                    at.rdd.preferredLocations(at.rdd.partitions().get(at.partition));
            if (!preferred.isEmpty()) {
                return preferred.stream().map(TaskLocation::parse).toList();
            }
            List<Dependency> dependencies = at.rdd.dependencies();
            for (int i = dependencies.size() - 1; i >= 0; i--) {
                if (dependencies.get(i) instanceof NarrowDependency narrow) {
                    int[] parents = narrow.parents(at.partition);
                    for (int j = parents.length - 1; j >= 0; j--) {
                        toVisit.push(new At(narrow.rdd(), parents[j]));
                    }
                }
            }
        }
        return List.of();
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.engine.planning;

import ember.executor.StageWork;
import ember.model.CallSite;
import ember.rdd.PartitionFunction;
import ember.rdd.Rdd;
import ember.rdd.ShuffleDependency;
import ember.scheduler.plan.JobPlan;
import ember.scheduler.plan.StageOutput;
import ember.scheduler.plan.StageSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the lineage of a job into stages at its shuffles, on the thread that asked for the job.
 *
 * <p>Listing partitions of all ancestors happens on the way, so what the user's listing code throws reaches the caller (SPARK-8606,
 * SPARK-23626). Nothing here recurses: a lineage may be 100,000 steps long or 2,000 shuffles deep.
 */
public final class StagePlanner {
    private StagePlanner() {}

    /**
     * The plan of a job that applies {@code function} to partitions of {@code rdd}.
     *
     * @param onShuffle told of every shuffle that the job may read
     */
    public static <T, U> JobPlan plan(
            int jobId,
            Rdd<T> rdd,
            PartitionFunction<T, U> function,
            int[] partitions,
            CallSite callSite,
            Map<String, String> properties,
            Consumer<ShuffleDependency<?>> onShuffle) {
        return new JobTemplate<>(rdd, onShuffle).plan(jobId, function, partitions, callSite, properties);
    }

    /** All map stages that a stage needs, parents before children. */
    static List<StageSpec> mapStages(StageScan last, Consumer<ShuffleDependency<?>> onShuffle) {
        List<StageSpec> specs = new ArrayList<>();
        Set<Integer> done = new HashSet<>();
        Deque<Visit> open = new ArrayDeque<>();
        pushAll(last, open);
        while (!open.isEmpty()) {
            Visit visit = open.peek();
            int shuffleId = visit.dependency.shuffleId();
            if (done.contains(shuffleId)) {
                open.pop();
            } else if (visit.scan == null) {
                visit.scan = StageScan.of(visit.dependency.rdd());
                pushAll(visit.scan, open);
            } else {
                open.pop();
                done.add(shuffleId);
                onShuffle.accept(visit.dependency);
                specs.add(mapStage(visit.dependency, visit.scan));
            }
        }
        return specs;
    }

    /** A shuffle that several stages read may wait here more than once; the visit on top settles it for all. */
    private static void pushAll(StageScan scan, Deque<Visit> open) {
        List<ShuffleDependency<?>> shuffles = scan.shuffles();
        for (int i = shuffles.size() - 1; i >= 0; i--) {
            open.push(new Visit(shuffles.get(i)));
        }
    }

    private static StageSpec mapStage(ShuffleDependency<?> dependency, StageScan scan) {
        scan.addClosure(dependency.spec());
        StageOutput output = new StageOutput.Shuffle(
                dependency.shuffleId(), dependency.spec().partitioner().numPartitions());
        return spec(scan, dependency.rdd().callSite(), output, StageWork.shuffleMap(dependency, scan.closures()));
    }

    static StageSpec spec(StageScan scan, CallSite callSite, StageOutput output, StageWork work) {
        return new StageSpec(
                scan.rddInfos(),
                callSite,
                scan.shuffleIds(),
                scan.inputs(),
                scan.cachedInputs(),
                scan.isIndeterminate(),
                output,
                work);
    }

    /** A shuffle whose parents may still have to be walked. */
    private static final class Visit {
        private final ShuffleDependency<?> dependency;
        private @Nullable StageScan scan;

        private Visit(ShuffleDependency<?> dependency) {
            this.dependency = dependency;
        }
    }
}

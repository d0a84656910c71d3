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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A lineage cut into stages when its first job is planned; plans of further jobs are made without walking it again. Safe for use by many
 * threads.
 */
public final class JobTemplate<T> {
    private final Rdd<T> rdd;
    private final Consumer<ShuffleDependency<?>> onShuffle;
    // The rest is guarded by this.
    private @Nullable StageScan scan;
    private List<StageSpec> mapStages = List.of();
    private @Nullable StageWork latest;
    private boolean checked;

    /** @param onShuffle told of every shuffle that the jobs may read */
    public JobTemplate(Rdd<T> rdd, Consumer<ShuffleDependency<?>> onShuffle) {
        this.rdd = rdd;
        this.onShuffle = onShuffle;
    }

    public Rdd<T> rdd() {
        return rdd;
    }

    /** Cuts the lineage now, unless that has been done. Throws what listing partitions throws. */
    public synchronized void prepare() {
        prepared();
    }

    private StageScan prepared() {
        StageScan known = scan;
        if (known == null) {
            known = StageScan.of(rdd);
            mapStages = StagePlanner.mapStages(known, onShuffle);
            scan = known;
        }
        return known;
    }

    /**
     * Looks once more whether the functions of the last stage can travel: what they captured may have changed since they were given. Done
     * for the first job only; throws what {@link ember.rdd.JobRunner#checkClosure} throws.
     */
    public synchronized void checkClosures() {
        if (!checked) {
            for (Object closure : prepared().closures()) {
                rdd.runner().checkClosure(closure);
            }
            checked = true;
        }
    }

    /** The plan of a job that applies {@code function} to partitions. Throws what listing partitions throws. */
    public synchronized <U> JobPlan plan(
            int jobId,
            PartitionFunction<T, U> function,
            int[] partitions,
            CallSite callSite,
            Map<String, String> properties) {
        StageScan known = prepared();
        List<Object> closures = new ArrayList<>(known.closures());
        closures.add(function);
        latest = latest == null ? StageWork.result(rdd, function, closures) : latest.next(function, closures);
        StageOutput output = new StageOutput.Results(partitions);
        return new JobPlan(jobId, callSite, StagePlanner.spec(known, callSite, output, latest), mapStages, properties);
    }
}

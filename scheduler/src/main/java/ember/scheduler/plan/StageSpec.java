// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.plan;

import ember.model.CallSite;
import ember.model.event.RddInfo;
import java.util.List;

/**
 * One stage as lineage describes it. A spec may be shared by any number of jobs.
 *
 * @param rddInfos the stage's RDD first, then those reached from it through narrow dependencies
 * @param callSite for a map stage where its RDD was made, for a result stage the action
 * @param parentShuffles all shuffles its RDDs read, each once, in the order of discovery
 * @param inputs what is met from the stage's RDD; if that RDD is itself persisted, nothing but it
 * @param cachedInputs the persisted RDDs of the stage
 * @param indeterminate whether its RDD's partitions may hold other elements each time they are computed, so that outputs made at
 *     different times must not be mixed
 * @param output what the stage's tasks are for
 * @param work what its tasks run; opaque
 */
public record StageSpec(
        List<RddInfo> rddInfos,
        CallSite callSite,
        List<Integer> parentShuffles,
        InputReach inputs,
        List<CachedInput> cachedInputs,
        boolean indeterminate,
        StageOutput output,
        Object work) {
    public StageSpec {
        rddInfos = List.copyOf(rddInfos);
        parentShuffles = List.copyOf(parentShuffles);
        cachedInputs = List.copyOf(cachedInputs);
        if (rddInfos.isEmpty()) {
            throw new IllegalArgumentException("a stage needs an RDD");
        }
    }

    /** Whether its tasks must all run at once: its RDD, or one reached from it through narrow dependencies, was made so. */
    public boolean isBarrier() {
        return rdd().barrier();
    }

    /** The one RDD whose partitions the tasks compute. */
    public RddInfo rdd() {
        return rddInfos.get(0);
    }
}

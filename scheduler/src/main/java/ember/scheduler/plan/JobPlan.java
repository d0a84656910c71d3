// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.plan;

import ember.model.CallSite;
import java.util.List;
import java.util.Map;

/**
 * A job, cut into stages.
 *
 * @param jobId given by the driver, each once, rising
 * @param callSite the action
 * @param finalStage the stage the job is for: with results, or a map stage if only a shuffle's outputs are wanted
 * @param mapStages every map stage the final one depends on, directly or not, parents before children. Those whose shuffle the
 *     scheduler already runs for another job are shared; the others get their ids in this order
 * @param properties local properties of the submitting thread
 */
public record JobPlan(
        int jobId, CallSite callSite, StageSpec finalStage, List<StageSpec> mapStages, Map<String, String> properties) {
    public JobPlan {
        mapStages = List.copyOf(mapStages);
        properties = Map.copyOf(properties);
    }
}

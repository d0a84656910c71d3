// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.scheduler.effect;

import ember.model.MapOutputs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What the tasks of a stage attempt are launched with: one object for all of them.
 *
 * @param work the stage's work as the plan brought it, prepared
 * @param inputs where the outputs of the stage's parent shuffles are, in the order of {@code StageSpec.parentShuffles}
 * @param properties local properties of the job for which the stage attempt was submitted
 * @param barrierAddresses for barrier tasks the addresses of all of them, by index; empty for any other
 */
public record TaskPayload(
        Object work, List<MapOutputs> inputs, Map<String, String> properties, List<String> barrierAddresses) {
    /** The same, but one of the inputs is where it is now. */
    public TaskPayload withInput(MapOutputs newer) {
        List<MapOutputs> refreshed = new ArrayList<>(inputs);
        refreshed.replaceAll(input -> input.shuffleId() == newer.shuffleId() ? newer : input);
        return new TaskPayload(work, refreshed, properties, barrierAddresses);
    }

    /** The same for barrier tasks that start at these addresses, by index. */
    public TaskPayload withBarrierAddresses(List<String> addresses) {
        return new TaskPayload(work, inputs, properties, addresses);
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.model.event;

import ember.model.TaskAttempt;
import java.util.List;

/**
 * One task attempt as listeners see it.
 *
 * @param gettingResultTimeMillis 0: the result came with the end
 * @param finishTimeMillis 0 while it runs
 * @param failed whether it ended without success and was not killed
 * @param accumulables named accumulators it changed; filled in by the engine, which alone knows them
 * @param cause why it was launched
 */
public record TaskInfo(
        TaskAttempt attempt,
        long launchTimeMillis,
        long gettingResultTimeMillis,
        long finishTimeMillis,
        boolean failed,
        boolean killed,
        List<AccumulableInfo> accumulables,
        TaskCause cause) {
    public TaskInfo {
        accumulables = List.copyOf(accumulables);
    }

    /** The same task with its accumulators. */
    public TaskInfo withAccumulables(List<AccumulableInfo> changed) {
        return new TaskInfo(
                attempt, launchTimeMillis, gettingResultTimeMillis, finishTimeMillis, failed, killed, changed, cause);
    }

    /** The same task, whose result was too large to come with its end. */
    public TaskInfo withGettingResultTime(long millis) {
        return new TaskInfo(attempt, launchTimeMillis, millis, finishTimeMillis, failed, killed, accumulables, cause);
    }

    /** The same task before it ended. */
    public TaskInfo stillRunning() {
        return new TaskInfo(attempt, launchTimeMillis, gettingResultTimeMillis, 0, false, false, List.of(), cause);
    }
}

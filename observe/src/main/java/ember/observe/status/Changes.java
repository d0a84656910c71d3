// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the events that change what is shown and marks what they changed. Written under the store's lock. */
final class Changes {
    private volatile long revision;

    long revision() {
        return revision;
    }

    private long next() {
        long next = revision + 1;
        revision = next;
        return next;
    }

    /** Something that is neither a job nor a stage. */
    void noteOther() {
        next();
    }

    /** A stage attempt, and with it the sums of its jobs. */
    void note(@Nullable LiveStage stage) {
        if (stage != null) {
            ((DetailedStage) stage).changed(next());
        }
    }

    /** A job that began or ended, and with it the state of its stages. */
    void note(@Nullable LiveJob job, Map<Integer, LiveStage> stages) {
        if (job == null) {
            return;
        }
        long now = next();
        ((DetailedJob) job).changed(now);
        for (Integer stageId : job.status().stageIds()) {
            LiveStage stage = stages.get(stageId);
            if (stage != null) {
                ((DetailedStage) stage).changed(now);
            }
        }
    }
}

// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import ember.model.JobTags;
import ember.model.event.EngineEvent;
import ember.model.event.StageInfo;
import java.util.ArrayList;
import java.util.List;

/** A job as it goes on. Guarded by the store's lock. */
class LiveJob {
    private JobStatus status;

    LiveJob(EngineEvent.JobStarted event) {
        List<Integer> stageIds = new ArrayList<>(event.stages().size());
        for (StageInfo info : event.stages()) {
            stageIds.add(info.stageId());
        }
        status = new JobStatus(
                event.jobId(),
                JobStatus.State.RUNNING,
                stageIds,
                JobTags.of(event.properties()),
                event.properties().get(JobStatus.DESCRIPTION_PROPERTY));
    }

    final JobStatus status() {
        return status;
    }

    final boolean isRunning() {
        return status.state() == JobStatus.State.RUNNING;
    }

    /** Its end, whichever it was. */
    void ended(JobStatus.State end, long timeMillis) {
        status = status.ended(end);
    }
}

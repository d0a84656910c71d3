// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import java.util.ArrayList;
import java.util.List;
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

    /** What was marked after a revision; after 0 everything. Read under the store's lock. */
    ChangedViews since(
            long before, ApplicationView application, Iterable<LiveJob> jobs, Iterable<LiveStage> latestAttempts) {
        List<JobView> changedJobs = new ArrayList<>();
        for (LiveJob job : jobs) {
            if (((DetailedJob) job).revision() > before || before == 0) {
                changedJobs.add(((DetailedJob) job).view());
            }
        }
        List<StageView> changedStages = new ArrayList<>();
        for (LiveStage latest : latestAttempts) {
            for (LiveStage stage = latest; stage != null; stage = stage.previous) {
                if (((DetailedStage) stage).revision() > before || before == 0) {
                    changedStages.add(((DetailedStage) stage).view());
                }
            }
        }
        return new ChangedViews(revision, application, changedJobs, changedStages);
    }
}

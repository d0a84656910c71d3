// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.status;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Counts the events that change what is shown and marks what they changed. Written under the store's lock. */
final class Changes {
    private volatile long revision;
    private long latestMillis;

    /** A time that an event told. */
    void seen(long timeMillis) {
        latestMillis = Math.max(latestMillis, timeMillis);
    }

    long latestMillis() {
        return latestMillis;
    }

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
    ChangedViews since(long before, ApplicationView application, StatusStore store) {
        List<JobView> changedJobs = new ArrayList<>();
        for (LiveJob job : store.jobs.values()) {
            if (((DetailedJob) job).revision() > before || before == 0) {
                changedJobs.add(((DetailedJob) job).view());
            }
        }
        List<StageView> changedStages = new ArrayList<>();
        for (LiveStage latest : store.stages.values()) {
            for (LiveStage stage = latest; stage != null; stage = stage.previous) {
                if (((DetailedStage) stage).revision() > before || before == 0) {
                    changedStages.add(((DetailedStage) stage).view());
                }
            }
        }
        return new ChangedViews(
                revision, application, store.forgottenJobs, store.forgottenStages, changedJobs, changedStages);
    }
}

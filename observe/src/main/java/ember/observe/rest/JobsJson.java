// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.event.StageInfo;
import ember.observe.json.JsonOut;
import ember.observe.status.JobView;

/** Jobs. */
final class JobsJson {
    private JobsJson() {}

    /** The fields of an object that was begun, and its end. */
    static void write(JsonOut out, JobView job) {
        out.field("jobId", job.status().jobId())
                .field("name", job.name())
                .field("description", job.status().description())
                .field("submissionTime", Parameters.date(job.submissionTimeMillis()));
        if (job.completionTimeMillis() != StageInfo.ABSENT) {
            out.field("completionTime", Parameters.date(job.completionTimeMillis()));
        }
        out.numbers("stageIds", job.status().stageIds())
                .field("jobGroup", job.status().tags().group())
                .texts("jobTags", job.status().tags().tags())
                .field("status", job.status().state().name())
                .field("numTasks", job.numTasks())
                .field("numActiveTasks", job.activeTasks())
                .field("numCompletedTasks", job.completedTasks())
                .field("numSkippedTasks", job.skippedTasks())
                .field("numFailedTasks", job.failedTasks())
                .field("numKilledTasks", job.killedTasks())
                .field("numCompletedIndices", job.completedIndices())
                .field("numActiveStages", job.activeStages())
                .field("numCompletedStages", job.completedStages())
                .field("numSkippedStages", job.skippedStages())
                .field("numFailedStages", job.failedStages())
                .object("killedTasksSummary");
        job.killReasons().forEach((reason, count) -> out.field(reason, (long) count));
        out.end().end();
    }
}

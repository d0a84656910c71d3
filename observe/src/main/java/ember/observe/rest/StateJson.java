// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.StageInfo;
import ember.observe.analysis.UserLine;
import ember.observe.json.JsonOut;
import ember.observe.status.ApplicationView;
import ember.observe.status.ChangedViews;
import ember.observe.status.DurationCounts;
import ember.observe.status.JobView;
import ember.observe.status.StageView;

/** Jobs and stages in the short form that pages hold: times are milliseconds since the epoch, -1 is none. */
final class StateJson {
    private StateJson() {}

    /** One line. */
    static byte[] write(ChangedViews views) {
        ApplicationView app = views.application();
        JsonOut out = JsonOut.compact()
                .object()
                .field("revision", views.revision())
                .field("now", System.currentTimeMillis())
                .object("application")
                .field("id", app.id())
                .field("name", app.name())
                .field("user", app.user())
                .field("start", app.startMillis())
                .field("end", app.endMillis())
                .end()
                .field("forgottenJobs", views.forgottenJobs())
                .field("forgottenStages", views.forgottenStages())
                .array("jobs");
        for (JobView job : views.jobs()) {
            write(out.object(), job);
        }
        out.endArray().array("stages");
        for (StageView stage : views.stages()) {
            write(out.object(), stage);
        }
        return out.endArray().end().toBytes();
    }

    private static void write(JsonOut out, JobView job) {
        out.field("id", job.status().jobId())
                .field("name", job.name())
                .field("description", job.status().description())
                .field("group", job.status().tags().group())
                .field("state", job.status().state().name())
                .field("start", job.submissionTimeMillis())
                .field("end", job.completionTimeMillis())
                .numbers("stages", job.status().stageIds())
                .field("tasks", job.numTasks())
                .field("active", job.activeTasks())
                .field("complete", job.completedIndices())
                .field("skipped", job.skippedTasks())
                .field("failed", job.failedTasks())
                .field("killed", job.killedTasks())
                .field("stagesComplete", job.completedStages())
                .field("stagesSkipped", job.skippedStages())
                .field("stagesFailed", job.failedStages())
                .end();
    }

    static void write(JsonOut out, StageView stage) {
        StageInfo info = stage.info();
        out.field("id", info.stageId())
                .field("attempt", info.attempt())
                .field("name", info.name())
                .field("description", stage.description())
                .field("state", stage.state().name())
                .field("line", UserLine.of(info))
                .field("pool", stage.pool())
                .numbers("jobs", stage.jobIds())
                .numbers("parents", info.parentIds())
                .field("shuffle", info.shuffleId())
                .field("start", info.submissionTimeMillis())
                .field("launched", stage.firstLaunchMillis())
                .field("end", info.completionTimeMillis())
                .field("failure", info.failureReason());
        if (info.cause() != null) {
            out.object("cause")
                    .field("code", info.cause().code())
                    .field("sentence", info.cause().sentence())
                    .end();
        }
        out.field("tasks", info.numTasks())
                .field("tasksVersion", stage.tasksVersion())
                .field("active", stage.activeTasks())
                .field("complete", stage.madeIndices())
                .field("failed", stage.failedTasks())
                .field("killed", stage.killedTasks())
                .field("speculative", stage.speculative().tasks())
                .field("lostMillis", stage.lost().millis())
                .field("lostBytes", stage.lost().bytes());
        writeDurations(out, stage.durations());
        writeSums(out, stage.metrics());
        out.end();
    }

    /** Of one task there is nothing to compare. */
    private static void writeDurations(JsonOut out, DurationCounts durations) {
        if (durations.count() > 1) {
            out.object("durations")
                    .field("median", durations.quantileMillis(0.5))
                    .field("p75", durations.quantileMillis(0.75))
                    .field("max", durations.maxMillis())
                    .array("counts");
            for (int count : durations.counts()) {
                out.value(count);
            }
            out.endArray().end();
        }
    }

    private static void writeSums(JsonOut out, TaskMetrics sums) {
        out.field("run", sums.get(TaskMetric.EXECUTOR_RUN_TIME))
                .field("gc", sums.get(TaskMetric.JVM_GC_TIME))
                .field("cpu", sums.get(TaskMetric.EXECUTOR_CPU_NANOS) / 1_000_000)
                .field("inputBytes", sums.get(TaskMetric.INPUT_BYTES_READ))
                .field("inputRecords", sums.get(TaskMetric.INPUT_RECORDS_READ))
                .field("outputBytes", sums.get(TaskMetric.OUTPUT_BYTES_WRITTEN))
                .field("outputRecords", sums.get(TaskMetric.OUTPUT_RECORDS_WRITTEN))
                .field("readBytes", sums.get(TaskMetric.LOCAL_BYTES_READ) + sums.get(TaskMetric.REMOTE_BYTES_READ))
                .field("readRecords", sums.get(TaskMetric.SHUFFLE_RECORDS_READ))
                .field("writeBytes", sums.get(TaskMetric.SHUFFLE_BYTES_WRITTEN))
                .field("writeRecords", sums.get(TaskMetric.SHUFFLE_RECORDS_WRITTEN))
                .field("spillMemory", sums.get(TaskMetric.MEMORY_BYTES_SPILLED))
                .field("spillDisk", sums.get(TaskMetric.DISK_BYTES_SPILLED));
    }
}

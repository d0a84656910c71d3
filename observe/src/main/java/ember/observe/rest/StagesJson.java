// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.model.event.AccumulableInfo;
import ember.model.event.StageInfo;
import ember.observe.json.JsonOut;
import ember.observe.status.ExecutorSums;
import ember.observe.status.StageState;
import ember.observe.status.StageTasks;
import ember.observe.status.StageView;
import ember.observe.status.TaskDistribution;
import ember.observe.status.TaskRow;
import ember.observe.status.TaskStatus;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Stage attempts. */
final class StagesJson {
    private final boolean details;
    private final Set<TaskStatus> wantedTasks;
    private final double @Nullable [] quantiles;

    /**
     * @param details whether tasks and executors are listed
     * @param wantedTasks which of the tasks
     * @param quantiles of their figures; null: none
     */
    StagesJson(boolean details, Set<TaskStatus> wantedTasks, double @Nullable [] quantiles) {
        this.details = details;
        this.wantedTasks = wantedTasks;
        this.quantiles = quantiles;
    }

    boolean needsTasks() {
        return details || quantiles != null;
    }

    boolean hasWanted(@Nullable StageTasks tasks) {
        return tasks != null && !tasks.rows(wantedTasks).isEmpty();
    }

    /** The fields of an object that was begun, and its end. */
    void write(JsonOut out, StageView stage, @Nullable StageTasks tasks) {
        StageInfo info = stage.info();
        out.field("status", stage.state().name())
                .field("stageId", info.stageId())
                .field("attemptId", info.attempt())
                .field("numTasks", info.numTasks())
                .field("numActiveTasks", stage.activeTasks())
                .field("numCompleteTasks", stage.completedTasks())
                .field("numFailedTasks", stage.failedTasks())
                .field("numKilledTasks", stage.killedTasks())
                .field("numCompletedIndices", stage.madeIndices());
        writeTime(out, "submissionTime", info.submissionTimeMillis());
        writeTime(out, "firstTaskLaunchedTime", stage.firstLaunchMillis());
        writeTime(out, "completionTime", info.completionTimeMillis());
        out.field("failureReason", info.failureReason());
        writeSums(out, stage.metrics());
        out.field("name", info.name())
                .field("description", stage.description())
                .field("details", info.details())
                .field("schedulingPool", stage.pool())
                .array("rddIds");
        info.rddInfos().forEach(rdd -> out.value(rdd.id()));
        out.endArray();
        writeAccumulables(out, info.accumulables());
        if (details && tasks != null) {
            writeTasks(out, tasks);
            out.object("executorSummary");
            stage.executors().forEach((id, sums) -> writeSums(out.object(id), sums));
            out.end();
        }
        if (stage.speculative().tasks() > 0) {
            out.object("speculationSummary")
                    .field("numTasks", stage.speculative().tasks())
                    .field("numActiveTasks", stage.speculative().active())
                    .field("numCompletedTasks", stage.speculative().completed())
                    .field("numFailedTasks", stage.speculative().failed())
                    .field("numKilledTasks", stage.speculative().killed())
                    .end();
        }
        out.object("killedTasksSummary");
        stage.killReasons().forEach((reason, count) -> out.field(reason, (long) count));
        out.end().field("resourceProfileId", info.resourceProfileId());
        if (stage.state() != StageState.PENDING && stage.state() != StageState.SKIPPED) {
            ExecutorMetricsJson.write(out, "peakExecutorMetrics", stage.peaks());
        }
        writeDistributions(out, stage, tasks);
        out.field("isShufflePushEnabled", false).field("shuffleMergersCount", 0).end();
    }

    private static void writeTime(JsonOut out, String name, long millis) {
        if (millis != StageInfo.ABSENT) {
            out.field(name, Parameters.date(millis));
        }
    }

    private static void writeSums(JsonOut out, TaskMetrics sums) {
        long remote = sums.get(TaskMetric.REMOTE_BYTES_READ);
        long local = sums.get(TaskMetric.LOCAL_BYTES_READ);
        TasksJson.writeTimes(out, sums);
        out.field("inputBytes", sums.get(TaskMetric.INPUT_BYTES_READ))
                .field("inputRecords", sums.get(TaskMetric.INPUT_RECORDS_READ))
                .field("outputBytes", sums.get(TaskMetric.OUTPUT_BYTES_WRITTEN))
                .field("outputRecords", sums.get(TaskMetric.OUTPUT_RECORDS_WRITTEN))
                .field("shuffleRemoteBlocksFetched", sums.get(TaskMetric.REMOTE_BLOCKS_FETCHED))
                .field("shuffleLocalBlocksFetched", sums.get(TaskMetric.LOCAL_BLOCKS_FETCHED))
                .field("shuffleFetchWaitTime", sums.get(TaskMetric.FETCH_WAIT_TIME))
                .field("shuffleRemoteBytesRead", remote)
                .field("shuffleRemoteBytesReadToDisk", sums.get(TaskMetric.REMOTE_BYTES_READ_TO_DISK))
                .field("shuffleLocalBytesRead", local)
                .field("shuffleReadBytes", remote + local)
                .field("shuffleReadRecords", sums.get(TaskMetric.SHUFFLE_RECORDS_READ));
        // Nothing is pushed or merged: there is no service to push to.
        for (String name : List.of(
                "shuffleCorruptMergedBlockChunks",
                "shuffleMergedFetchFallbackCount",
                "shuffleMergedRemoteBlocksFetched",
                "shuffleMergedLocalBlocksFetched",
                "shuffleMergedRemoteChunksFetched",
                "shuffleMergedLocalChunksFetched",
                "shuffleMergedRemoteBytesRead",
                "shuffleMergedLocalBytesRead")) {
            out.field(name, 0);
        }
        out.field("shuffleRemoteReqsDuration", sums.get(TaskMetric.REMOTE_REQUESTS_DURATION))
                .field("shuffleMergedRemoteReqsDuration", 0)
                .field("shuffleWriteBytes", sums.get(TaskMetric.SHUFFLE_BYTES_WRITTEN))
                .field("shuffleWriteTime", sums.get(TaskMetric.SHUFFLE_WRITE_NANOS))
                .field("shuffleWriteRecords", sums.get(TaskMetric.SHUFFLE_RECORDS_WRITTEN));
    }

    static void writeAccumulables(JsonOut out, List<AccumulableInfo> accumulables) {
        out.array("accumulatorUpdates");
        for (AccumulableInfo accumulable : accumulables) {
            if (!accumulable.internal() && accumulable.name() != null) {
                out.object().field("id", accumulable.id()).field("name", accumulable.name());
                if (accumulable.update() != null) {
                    out.field("update", String.valueOf(accumulable.update()));
                }
                out.field("value", String.valueOf(accumulable.value())).end();
            }
        }
        out.endArray();
    }

    private void writeTasks(JsonOut out, StageTasks tasks) {
        out.object("tasks");
        for (int i = tasks.size() - 1; i >= 0; i--) {
            TaskRow row = tasks.row(i);
            if (wantedTasks.contains(row.status())) {
                TasksJson.write(out.object(Long.toString(row.taskId())), row);
            }
        }
        out.end();
    }

    private static void writeSums(JsonOut out, ExecutorSums sums) {
        TaskMetrics metrics = sums.metrics();
        out.field("taskTime", sums.taskMillis())
                .field("failedTasks", sums.failedTasks())
                .field("succeededTasks", sums.succeededTasks())
                .field("killedTasks", sums.killedTasks());
        ExecutorSummary.FIGURES.forEach((name, figure) -> out.field(name, figure.applyAsLong(metrics)));
        out.field("isBlacklistedForStage", sums.isExcluded());
        ExecutorMetricsJson.write(out, "peakMemoryMetrics", sums.peaks());
        out.field("isExcludedForStage", sums.isExcluded()).end();
    }

    private void writeDistributions(JsonOut out, StageView stage, @Nullable StageTasks tasks) {
        if (quantiles == null || tasks == null) {
            return;
        }
        TaskDistribution distribution = tasks.distribution(quantiles);
        if (distribution != null) {
            DistributionJson.write(out.object("taskMetricsDistributions"), distribution);
        }
        if (!stage.executors().isEmpty()) {
            ExecutorSummary.writeQuantiles(
                    out.object("executorMetricsDistributions"),
                    stage.executors().values(),
                    quantiles);
        }
    }
}

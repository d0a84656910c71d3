// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.TaskMetric;
import ember.model.TaskMetrics;
import ember.observe.json.JsonOut;
import ember.observe.status.TaskRow;
import java.util.List;

/** Task attempts. */
final class TasksJson {
    /** What would be read of a shuffle that was pushed. */
    static final List<String> PUSHED = List.of(
            "corruptMergedBlockChunks",
            "mergedFetchFallbackCount",
            "remoteMergedBlocksFetched",
            "localMergedBlocksFetched",
            "remoteMergedChunksFetched",
            "localMergedChunksFetched",
            "remoteMergedBytesRead",
            "localMergedBytesRead",
            "remoteMergedReqsDuration");

    private TasksJson() {}

    /** The fields of an object that was begun, and its end. */
    static void write(JsonOut out, TaskRow task) {
        out.field("taskId", task.taskId())
                .field("index", task.index())
                .field("attempt", task.attempt())
                .field("partitionId", task.partition())
                .field("launchTime", Parameters.date(task.launchTimeMillis()));
        if (task.gettingResultTimeMillis() != 0) {
            out.field("resultFetchStart", Parameters.date(task.gettingResultTimeMillis()));
        }
        if (task.durationMillis() > 0) {
            out.field("duration", task.durationMillis());
        }
        out.field("executorId", task.executor())
                .field("host", task.host())
                .field("status", task.status().name())
                .field("taskLocality", task.locality().name())
                .field("speculative", task.speculative());
        StagesJson.writeAccumulables(out, task.accumulables());
        out.field("errorMessage", task.error());
        if (task.metrics() != null) {
            writeMetrics(out.object("taskMetrics"), task.metrics());
        }
        out.object("executorLogs")
                .end()
                .field("schedulerDelay", task.schedulerDelayMillis())
                .field("gettingResultTime", task.gettingResultMillis())
                .end();
    }

    /** The first figures of a task and of a stage. */
    static void writeTimes(JsonOut out, TaskMetrics metrics) {
        out.field("executorDeserializeTime", metrics.get(TaskMetric.EXECUTOR_DESERIALIZE_TIME))
                .field("executorDeserializeCpuTime", metrics.get(TaskMetric.EXECUTOR_DESERIALIZE_CPU_NANOS))
                .field("executorRunTime", metrics.get(TaskMetric.EXECUTOR_RUN_TIME))
                .field("executorCpuTime", metrics.get(TaskMetric.EXECUTOR_CPU_NANOS))
                .field("resultSize", metrics.get(TaskMetric.RESULT_SIZE))
                .field("jvmGcTime", metrics.get(TaskMetric.JVM_GC_TIME))
                .field("resultSerializationTime", metrics.get(TaskMetric.RESULT_SERIALIZATION_TIME))
                .field("memoryBytesSpilled", metrics.get(TaskMetric.MEMORY_BYTES_SPILLED))
                .field("diskBytesSpilled", metrics.get(TaskMetric.DISK_BYTES_SPILLED))
                .field("peakExecutionMemory", metrics.get(TaskMetric.PEAK_EXECUTION_MEMORY));
    }

    private static void writeMetrics(JsonOut out, TaskMetrics metrics) {
        writeTimes(out, metrics);
        out.object("inputMetrics")
                .field("bytesRead", metrics.get(TaskMetric.INPUT_BYTES_READ))
                .field("recordsRead", metrics.get(TaskMetric.INPUT_RECORDS_READ))
                .end();
        out.object("outputMetrics")
                .field("bytesWritten", metrics.get(TaskMetric.OUTPUT_BYTES_WRITTEN))
                .field("recordsWritten", metrics.get(TaskMetric.OUTPUT_RECORDS_WRITTEN))
                .end();
        out.object("shuffleReadMetrics")
                .field("remoteBlocksFetched", metrics.get(TaskMetric.REMOTE_BLOCKS_FETCHED))
                .field("localBlocksFetched", metrics.get(TaskMetric.LOCAL_BLOCKS_FETCHED))
                .field("fetchWaitTime", metrics.get(TaskMetric.FETCH_WAIT_TIME))
                .field("remoteBytesRead", metrics.get(TaskMetric.REMOTE_BYTES_READ))
                .field("remoteBytesReadToDisk", metrics.get(TaskMetric.REMOTE_BYTES_READ_TO_DISK))
                .field("localBytesRead", metrics.get(TaskMetric.LOCAL_BYTES_READ))
                .field("recordsRead", metrics.get(TaskMetric.SHUFFLE_RECORDS_READ))
                .field("remoteReqsDuration", metrics.get(TaskMetric.REMOTE_REQUESTS_DURATION))
                .object("shufflePushReadMetrics");
        PUSHED.forEach(name -> out.field(name, 0));
        out.end().end();
        out.object("shuffleWriteMetrics")
                .field("bytesWritten", metrics.get(TaskMetric.SHUFFLE_BYTES_WRITTEN))
                .field("writeTime", metrics.get(TaskMetric.SHUFFLE_WRITE_NANOS))
                .field("recordsWritten", metrics.get(TaskMetric.SHUFFLE_RECORDS_WRITTEN))
                .end();
        out.end();
    }
}

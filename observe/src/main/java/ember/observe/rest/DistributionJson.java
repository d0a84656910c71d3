// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.observe.rest;

import ember.model.TaskMetric;
import ember.observe.json.JsonOut;
import ember.observe.status.TaskDistribution;

/** Quantiles of the figures of tasks. */
final class DistributionJson {
    private DistributionJson() {}

    /** The fields of an object that was begun, and its end. */
    static void write(JsonOut out, TaskDistribution tasks) {
        double[] none = new double[tasks.quantiles().length];
        out.numbers("quantiles", tasks.quantiles())
                .numbers("duration", tasks.durationMillis())
                .numbers("executorDeserializeTime", tasks.of(TaskMetric.EXECUTOR_DESERIALIZE_TIME))
                .numbers("executorDeserializeCpuTime", tasks.of(TaskMetric.EXECUTOR_DESERIALIZE_CPU_NANOS))
                .numbers("executorRunTime", tasks.of(TaskMetric.EXECUTOR_RUN_TIME))
                .numbers("executorCpuTime", tasks.of(TaskMetric.EXECUTOR_CPU_NANOS))
                .numbers("resultSize", tasks.of(TaskMetric.RESULT_SIZE))
                .numbers("jvmGcTime", tasks.of(TaskMetric.JVM_GC_TIME))
                .numbers("resultSerializationTime", tasks.of(TaskMetric.RESULT_SERIALIZATION_TIME))
                .numbers("gettingResultTime", tasks.gettingResultMillis())
                .numbers("schedulerDelay", tasks.schedulerDelayMillis())
                .numbers("peakExecutionMemory", tasks.of(TaskMetric.PEAK_EXECUTION_MEMORY))
                .numbers("memoryBytesSpilled", tasks.of(TaskMetric.MEMORY_BYTES_SPILLED))
                .numbers("diskBytesSpilled", tasks.of(TaskMetric.DISK_BYTES_SPILLED));
        out.object("inputMetrics")
                .numbers("bytesRead", tasks.of(TaskMetric.INPUT_BYTES_READ))
                .numbers("recordsRead", tasks.of(TaskMetric.INPUT_RECORDS_READ))
                .end();
        out.object("outputMetrics")
                .numbers("bytesWritten", tasks.of(TaskMetric.OUTPUT_BYTES_WRITTEN))
                .numbers("recordsWritten", tasks.of(TaskMetric.OUTPUT_RECORDS_WRITTEN))
                .end();
        out.object("shuffleReadMetrics")
                .numbers("readBytes", tasks.ofSum(TaskMetric.LOCAL_BYTES_READ, TaskMetric.REMOTE_BYTES_READ))
                .numbers("readRecords", tasks.of(TaskMetric.SHUFFLE_RECORDS_READ))
                .numbers("remoteBlocksFetched", tasks.of(TaskMetric.REMOTE_BLOCKS_FETCHED))
                .numbers("localBlocksFetched", tasks.of(TaskMetric.LOCAL_BLOCKS_FETCHED))
                .numbers("fetchWaitTime", tasks.of(TaskMetric.FETCH_WAIT_TIME))
                .numbers("remoteBytesRead", tasks.of(TaskMetric.REMOTE_BYTES_READ))
                .numbers("remoteBytesReadToDisk", tasks.of(TaskMetric.REMOTE_BYTES_READ_TO_DISK))
                .numbers(
                        "totalBlocksFetched",
                        tasks.ofSum(TaskMetric.LOCAL_BLOCKS_FETCHED, TaskMetric.REMOTE_BLOCKS_FETCHED))
                .numbers("remoteReqsDuration", tasks.of(TaskMetric.REMOTE_REQUESTS_DURATION))
                .object("shufflePushReadMetricsDist");
        TasksJson.PUSHED.forEach(name -> out.numbers(name, none));
        out.end().end();
        out.object("shuffleWriteMetrics")
                .numbers("writeBytes", tasks.of(TaskMetric.SHUFFLE_BYTES_WRITTEN))
                .numbers("writeRecords", tasks.of(TaskMetric.SHUFFLE_RECORDS_WRITTEN))
                .numbers("writeTime", tasks.of(TaskMetric.SHUFFLE_WRITE_NANOS))
                .end();
        out.end();
    }
}

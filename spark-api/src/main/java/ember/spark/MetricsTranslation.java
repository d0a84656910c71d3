// Licensed under the Apache License, Version 2.0; see LICENSE at the root of the repository.
package ember.spark;

import static ember.model.TaskMetric.*;

import org.apache.spark.executor.ShuffleReadMetrics;
import org.apache.spark.executor.TaskMetrics;

/** Turns the engine's figures of a task into Spark's. */
public final class MetricsTranslation {
    private MetricsTranslation() {}

    /** A copy as of now. */
    public static TaskMetrics of(ember.model.TaskMetrics from) {
        TaskMetrics to = new TaskMetrics();
        to.setExecutorDeserializeTime(from.get(EXECUTOR_DESERIALIZE_TIME));
        to.setExecutorDeserializeCpuTime(from.get(EXECUTOR_DESERIALIZE_CPU_NANOS));
        to.setExecutorRunTime(from.get(EXECUTOR_RUN_TIME));
        to.setExecutorCpuTime(from.get(EXECUTOR_CPU_NANOS));
        to.setResultSize(from.get(RESULT_SIZE));
        to.setJvmGCTime(from.get(JVM_GC_TIME));
        to.setResultSerializationTime(from.get(RESULT_SERIALIZATION_TIME));
        to.incMemoryBytesSpilled(from.get(MEMORY_BYTES_SPILLED));
        to.incDiskBytesSpilled(from.get(DISK_BYTES_SPILLED));
        to.setPeakExecutionMemory(from.get(PEAK_EXECUTION_MEMORY));
        to.setPeakOnHeapExecutionMemory(from.get(PEAK_ON_HEAP_EXECUTION_MEMORY));
        to.setPeakOffHeapExecutionMemory(from.get(PEAK_OFF_HEAP_EXECUTION_MEMORY));
        to.inputMetrics().incBytesRead(from.get(INPUT_BYTES_READ));
        to.inputMetrics().incRecordsRead(from.get(INPUT_RECORDS_READ));
        to.outputMetrics().incBytesWritten(from.get(OUTPUT_BYTES_WRITTEN));
        to.outputMetrics().incRecordsWritten(from.get(OUTPUT_RECORDS_WRITTEN));
        to.shuffleWriteMetrics().incBytesWritten(from.get(SHUFFLE_BYTES_WRITTEN));
        to.shuffleWriteMetrics().incRecordsWritten(from.get(SHUFFLE_RECORDS_WRITTEN));
        to.shuffleWriteMetrics().incWriteTime(from.get(SHUFFLE_WRITE_NANOS));
        shuffleRead(from, to.shuffleReadMetrics());
        return to;
    }

    private static void shuffleRead(ember.model.TaskMetrics from, ShuffleReadMetrics to) {
        to.incRemoteBlocksFetched(from.get(REMOTE_BLOCKS_FETCHED));
        to.incLocalBlocksFetched(from.get(LOCAL_BLOCKS_FETCHED));
        to.incRemoteBytesRead(from.get(REMOTE_BYTES_READ));
        to.incRemoteBytesReadToDisk(from.get(REMOTE_BYTES_READ_TO_DISK));
        to.incLocalBytesRead(from.get(LOCAL_BYTES_READ));
        to.incFetchWaitTime(from.get(FETCH_WAIT_TIME));
        to.incRecordsRead(from.get(SHUFFLE_RECORDS_READ));
        to.incRemoteReqsDuration(from.get(REMOTE_REQUESTS_DURATION));
    }
}
